import { describe, expect, it } from 'vitest';
import { MessageWaveProvider } from '../src/sms/messagewave.provider';
import { NordtextProvider } from '../src/sms/nordtext.provider';
import { SmsService } from '../src/sms/sms.service';

class Silent extends NordtextProvider {
  readonly texts: string[] = [];
  async send(_phone: string, text: string): Promise<void> {
    this.texts.push(text);
  }
}

class Away extends MessageWaveProvider {
  async send(): Promise<void> {
    throw new Error('connect ECONNREFUSED');
  }
}

class AlsoAway extends NordtextProvider {
  async send(): Promise<void> {
    throw new Error('connect ECONNREFUSED');
  }
}

describe('SmsService', () => {
  it('goes to the second provider when the first is away', async () => {
    const second = new Silent();
    await new SmsService(new Away(), second).send('+4670000000', 'Your code: 482913');
    expect(second.texts).toHaveLength(1);
  });

  it('says so when both are away', async () => {
    await expect(new SmsService(new Away(), new AlsoAway()).send('+4670000000', 'hello')).rejects.toMatchObject({
      status: 503,
    });
  });
});
