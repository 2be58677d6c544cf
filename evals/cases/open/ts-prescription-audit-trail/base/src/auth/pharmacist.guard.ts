import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';

@Injectable()
export class PharmacistGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest();
    if (!request.pharmacist) {
      throw new UnauthorizedException({ code: 'not_signed_in' });
    }
    return true;
  }
}
