import { CanActivate, ExecutionContext, Injectable, UnauthorizedException, createParamDecorator } from '@nestjs/common';

@Injectable()
export class InsurerGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (!context.switchToHttp().getRequest().claims?.insurerId) {
      throw new UnauthorizedException();
    }
    return true;
  }
}

export const InsurerId = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => context.switchToHttp().getRequest().claims.insurerId,
);
