import { Controller, Get, Put } from '@nestjs/common';
import { assertPermissionsDeclared, Public, RequirePermissions } from './permissions.decorators.js';
import { requiredPermissions } from './permissions.js';

@Controller()
class Declared {
  @Get()
  @Public()
  open(): void {
    return;
  }

  @Put()
  @RequirePermissions('messaging:read', 'messaging:update')
  closed(): void {
    return;
  }

  notARoute(): void {
    return;
  }
}

@Controller()
class Undeclared {
  @Get()
  undeclared(): void {
    return;
  }
}

@Controller()
class Inheriting extends Undeclared {}

describe('permissions of a handler', () => {
  it('are read from its RequirePermissions or Public', () => {
    const { closed, open, notARoute } = Declared.prototype;

    expect(requiredPermissions(closed)).toEqual(['messaging:read', 'messaging:update']);
    expect(requiredPermissions(open)).toEqual([]);
    expect(requiredPermissions(notARoute)).toBeUndefined();
  });

  it('must be declared on every route, also on an inherited one', () => {
    expect(() => assertPermissionsDeclared([Declared])).not.toThrow();
    expect(() => assertPermissionsDeclared([Declared, Undeclared])).toThrow(
      /^Undeclared\.undeclared declares no permission/,
    );
    expect(() => assertPermissionsDeclared([Inheriting])).toThrow(/^Inheriting\.undeclared/);
  });
});
