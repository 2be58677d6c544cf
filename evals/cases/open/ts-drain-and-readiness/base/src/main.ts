import { app } from './app';
import { log } from './log';

app.listen(8080, () => log.info('listening'));
