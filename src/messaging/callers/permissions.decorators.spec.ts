import { Controller, Get, Put } from '@nestjs/common';
import { assertPermissionsDeclared } from './declared-permissions.js';
import { Public, RequirePermissions } from './permissions.decorators.js';
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
  forgotten(): void {
    return;
  }
}

@Controller()
class Inheriting extends Undeclared {}

describe('the permissions of a handler', () => {
  it('requiredPermissions returns the permissions that a handler declares', () => {
    const { closed, open, notARoute } = Declared.prototype;

    expect(requiredPermissions(closed)).toEqual(['messaging:read', 'messaging:update']);
    expect(requiredPermissions(open)).toEqual([]);
    expect(requiredPermissions(notARoute)).toBeUndefined();
  });

  it('assertPermissionsDeclared rejects a controller with a route that declares no permission', () => {
    expect(() => assertPermissionsDeclared([Declared])).not.toThrow();
    expect(() => assertPermissionsDeclared([Declared, Undeclared])).toThrow(
      /^Undeclared\.forgotten declares no permission/,
    );
    expect(() => assertPermissionsDeclared([Inheriting])).toThrow(/^Inheriting\.forgotten/);
  });
});
