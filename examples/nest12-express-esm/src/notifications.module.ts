import { Module } from '@nestjs/common';
import { MessagingModule } from 'bellwether';
import { AuthModule } from './auth/auth.module.js';
import { AuthService } from './auth/auth.service.js';

/** Bellwether as this application has it; modules that store preferences themselves import this one. */
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
