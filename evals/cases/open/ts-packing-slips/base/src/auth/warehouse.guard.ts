import { CanActivate, ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';

/** Lets a caller in whose verified token (set by the gateway filter in main.ts) names the warehouse of the path. */
@Injectable()
export class WarehouseGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    if (!request.claims?.warehouses?.includes(request.params.warehouseId)) {
      throw new ForbiddenException('Token does not name this warehouse');
    }
    return true;
  }
}
