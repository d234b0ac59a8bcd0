import { Body, ConflictException, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { PreferencesService } from 'bellwether';
import { IsString } from 'class-validator';
import { DataSource, QueryFailedError } from 'typeorm';
import { Project } from './project.entity.js';

class NewProject {
  @IsString()
  name!: string;

  @IsString()
  ownerId!: string;
}

@Controller('projects')
export class ProjectsController {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly preferences: PreferencesService,
  ) {}

  @Get()
  list(): Promise<Project[]> {
    return this.dataSource.manager.find(Project);
  }

  /** Stores a project and a preference of its owner in one transaction. */
  @Post()
  @HttpCode(201)
  create(@Body() { name, ownerId }: NewProject): Promise<Project> {
    const created = this.dataSource.transaction(async (manager) => {
      await this.preferences.upsert(
        { ownerId, tenantId: 'acme' },
        {
          category: `project.${name}`,
          inAppEnabled: true,
          emailEnabled: true,
          pushEnabled: false,
          digest: 'daily',
        },
        { actor: 'projects', manager },
      );
      return manager.save(Project, { name });
    });
    return created.catch((error: unknown) => {
      throw isUniqueViolation(error) ? new ConflictException('The name is taken.') : error;
    });
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof QueryFailedError && error.driverError.code === '23505';
}
