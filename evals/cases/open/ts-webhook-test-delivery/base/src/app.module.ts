import { ThrottlerStorageRedisService } from '@nest-lab/throttler-storage-redis';
import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { HooksModule } from './hooks/hooks.module';

@Module({
  imports: [
    ThrottlerModule.forRoot({
      throttlers: [{ ttl: 60_000, limit: 300 }],
      storage: new ThrottlerStorageRedisService(process.env.REDIS_URL as string),
    }),
    HooksModule,
  ],
})
export class AppModule {}
