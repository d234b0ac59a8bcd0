import { Module } from '@nestjs/common';
import { MessagingModule } from 'bellwether';
import { AuthModule } from './auth/auth.module.js';
import { AuthService } from './auth/auth.service.js';

/** Bellwether with the options of this application. Modules that store preferences import this module. */
@Module({
  imports: [
    MessagingModule.forRootAsync({
      imports: [AuthModule],
      inject: [AuthService],
      useFactory: (auth: AuthService) => ({ caller: (context) => auth.callerOf(context) }),
    }),
  ],
  exports: [MessagingModule],
})
export class NotificationsModule {}
