import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { messagingMigrations } from 'bellwether';
import { NotificationsModule } from './notifications.module.js';
import { CreateProject1767225600000 } from './projects/create-project.migration.js';
import { Project } from './projects/project.entity.js';
import { ProjectsController } from './projects/projects.controller.js';

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env.DATABASE_URL,
      autoLoadEntities: true,
      migrations: [CreateProject1767225600000, ...messagingMigrations()],
      migrationsRun: true,
    }),
    TypeOrmModule.forFeature([Project]),
    NotificationsModule,
  ],
  controllers: [ProjectsController],
})
export class AppModule {}
