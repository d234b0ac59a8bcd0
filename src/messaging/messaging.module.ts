import {
  type ConfigurableModuleAsyncOptions,
  ConfigurableModuleBuilder,
  type DynamicModule,
  Module,
} from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { BackgroundModule } from '../background/background.module.js';
import { CHALLENGE } from '../http/problems/problem.filter.js';
import { MESSAGING_CALLER, type CallersOptions } from './callers/callers.options.js';
import { mounted } from './callers/messaging-controller.decorator.js';
import { OwnerGuard } from './callers/owner.guard.js';
import { assertPermissionsDeclared } from './callers/declared-permissions.js';
import { PermissionsGuard } from './callers/permissions.guard.js';
import { CategoriesController } from './categories/categories.controller.js';
import { CategoriesService } from './categories/categories.service.js';
import { DecisionsController } from './decisions/decisions.controller.js';
import { DecisionsForManyService } from './decisions/decisions-for-many.service.js';
import { DecisionsService } from './decisions/decisions.service.js';
import {
  EffectivePreferencesController,
  OwnerEffectivePreferencesController,
} from './decisions/effective-preferences.controller.js';
import {
  checkedAsyncOptions,
  createdOptions,
  checkedDataSource,
  checkedExtras,
  checkedObject,
  checkedOptions,
} from './messaging-options.rules.js';
import type {
  MessagingExtras,
  MessagingOptions,
  MessagingOptionsWithoutControllers,
} from './messaging.options.js';
import { KEPT_DATA } from './owners/kept-data.js';
import { OwnersController } from './owners/owners.controller.js';
import { OwnersService } from './owners/owners.service.js';
import { BatchedPreferences } from './preferences/batched-preferences.service.js';
import {
  OwnerPreferenceHistoryController,
  PreferenceHistoryController,
} from './preferences/preference-history.controller.js';
import { PreferenceHistoryService } from './preferences/preference-history.service.js';
import {
  OwnerPreferencesController,
  PreferencesController,
} from './preferences/preferences.controller.js';
import { PreferencesService } from './preferences/preferences.service.js';
import { OwnerSettingsController, SettingsController } from './settings/settings.controller.js';
import { SettingsService } from './settings/settings.service.js';
import { TimeZones } from './settings/time-zones.service.js';
import { SchemaCheck } from './storage/schema-check.js';
import {
  KEPT_TABLES,
  MESSAGING_DATA_SOURCE,
  MESSAGING_OPTIONS,
  MESSAGING_SCHEMA,
} from './storage/tokens.js';
import { TransactionsService } from './storage/transactions.service.js';

const TABLES = KEPT_DATA.flatMap(({ tables }) => tables);

/** All entities of Bellwether, for a data source that lists its `entities` and does not load them automatically. */
export const messagingEntities = TABLES.map(({ entity }) => entity);

/** Controllers with fixed paths come before those with `:id`, because the first route that matches a path answers. */
const CONTROLLERS = [
  EffectivePreferencesController,
  PreferenceHistoryController,
  PreferencesController,
  OwnerEffectivePreferencesController,
  OwnerPreferenceHistoryController,
  OwnerPreferencesController,
  SettingsController,
  OwnerSettingsController,
  OwnersController,
  CategoriesController,
  DecisionsController,
];
assertPermissionsDeclared(CONTROLLERS);

/** The services for hosts. */
const SERVICES = [
  CategoriesService,
  DecisionsForManyService,
  DecisionsService,
  OwnersService,
  PreferenceHistoryService,
  PreferencesService,
  SettingsService,
];

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<MessagingOptions>()
    .setClassMethodName('forRoot')
    .setExtras<MessagingExtras>(
      {
        dataSource: undefined,
        schema: undefined,
        controllers: undefined,
        path: undefined,
        decorators: undefined,
        securityScheme: undefined,
      },
      withExtras,
    )
    .build();

function withExtras(definition: DynamicModule, extras: MessagingExtras): DynamicModule {
  const { dataSource, schema, controllers, ...mounting } = checkedExtras(extras);
  // This tells `autoLoadEntities` about the entities. The module that it returns would fail without a data source, with
  // an error that does not name the option.
  TypeOrmModule.forFeature(messagingEntities, dataSource);
  return {
    ...definition,
    imports: [...(definition.imports ?? []), BackgroundModule],
    controllers: controllers ? CONTROLLERS.map((each) => mounted(each, mounting)) : [],
    providers: [
      ...(definition.providers ?? []),
      {
        provide: MESSAGING_OPTIONS,
        useFactory: (options: unknown) => checkedOptions(options, controllers),
        inject: [MODULE_OPTIONS_TOKEN],
      },
      { provide: MESSAGING_CALLER, useFactory: callerOption, inject: [MESSAGING_OPTIONS] },
      {
        provide: CHALLENGE,
        useFactory: ({ challenge }: CallersOptions) => challenge ?? null,
        inject: [MESSAGING_OPTIONS],
      },
      {
        provide: MESSAGING_DATA_SOURCE,
        useFactory: (found?: DataSource) => checkedDataSource(found, dataSource),
        inject: [{ token: getDataSourceToken(dataSource), optional: true }],
      },
      { provide: MESSAGING_SCHEMA, useFactory: () => schema },
      { provide: KEPT_TABLES, useValue: TABLES },
      ...SERVICES,
      BatchedPreferences,
      OwnerGuard,
      PermissionsGuard,
      SchemaCheck,
      TimeZones,
      TransactionsService,
    ],
    exports: [CHALLENGE],
  };
}

function refuseMissingOptions(): never {
  throw new Error(
    'MessagingModule: it is imported without options; import MessagingModule.forRoot({ caller }) or forRootAsync.',
  );
}

function callerOption(options: CallersOptions): CallersOptions['caller'] {
  return (context) => options.caller(context);
}

/**
 * Notification preferences for a host application, on its own data source and callers. The module registers no global
 * guards, filters or pipes.
 *
 * The host imports it once, adds `messagingEntities` to its entities (or sets `autoLoadEntities`) and
 * `messagingMigrations()` to its migrations. The start fails, with one line that says what to change, when an option is
 * missing or wrong and when the data source does not have the tables.
 * @example MessagingModule.forRoot({ caller: (context) => callerOf(context) })
 */
@Module({
  // They fail when a host imports the class itself. forRoot and forRootAsync replace them.
  providers: SERVICES.map((provide) => ({ provide, useFactory: refuseMissingOptions })),
  exports: SERVICES,
})
export class MessagingModule extends ConfigurableModuleClass {
  /**
   * Makes the module from options and extras.
   * @throws Error with one line that says what to pass
   */
  static override forRoot(
    options:
      | (MessagingOptions & MessagingExtras)
      | (MessagingOptionsWithoutControllers & MessagingExtras & { controllers: false }),
  ): DynamicModule {
    return super.forRoot(checkedObject(options as MessagingOptions));
  }

  /**
   * Makes the module from options that `useFactory`, `useClass` or `useExisting` returns. The extras are beside it.
   * @throws Error with one line that says what to pass
   */
  static override forRootAsync(
    options:
      | (ConfigurableModuleAsyncOptions<MessagingOptions> & MessagingExtras)
      | (ConfigurableModuleAsyncOptions<MessagingOptionsWithoutControllers> &
          MessagingExtras & { controllers: false }),
  ): DynamicModule {
    const { useClass, useExisting, ...others } = checkedAsyncOptions(
      options,
    ) as ConfigurableModuleAsyncOptions<MessagingOptions>;
    const factory = useExisting ?? useClass;
    if (others.useFactory || !factory) return super.forRootAsync(others);
    const { providers = [], ...definition } = super.forRootAsync({
      ...others,
      useFactory: createdOptions,
      inject: [factory],
    });
    return { ...definition, providers: factory === useClass ? [...providers, factory] : providers };
  }

  constructor(modules: ModulesContainer) {
    super();
    const instances = [...modules.values()].filter(({ metatype }) => metatype === MessagingModule);
    if (instances.length > 1) {
      throw new Error(
        'MessagingModule: it is imported more than once; call forRoot or forRootAsync in only one of your modules, ' +
          'export MessagingModule from that module, and import that module elsewhere.',
      );
    }
  }
}
