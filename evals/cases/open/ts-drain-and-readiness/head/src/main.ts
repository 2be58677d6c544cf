import { app } from './app';
import { stop } from './lifecycle';
import { log } from './log';

const server = app.listen(8080, () => log.info('listening'));

process.once('SIGTERM', () => {
  stop(server).then(
    () => process.exit(0),
    (error) => {
      log.error({ error }, 'did not stop cleanly');
      process.exit(1);
    },
  );
});
