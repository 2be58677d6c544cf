import { CanActivate, ExecutionContext, Injectable, UnauthorizedException, createParamDecorator } from '@nestjs/common';

@Injectable()
export class MerchantGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (!context.switchToHttp().getRequest().merchant) {
      throw new UnauthorizedException({ code: 'not_signed_in' });
    }
    return true;
  }
}

export interface Merchant {
  id: string;
  hookSecret: string;
}

export const CurrentMerchant = createParamDecorator(
  (_: unknown, context: ExecutionContext): Merchant => context.switchToHttp().getRequest().merchant,
);
