import { checkedInput, inputFromJson } from '../../http/input/check-input.js';
import { CategoryInput } from './category.input.js';

describe('CategoryInput', () => {
  it('is frozen with its lists, so that a checked input stays valid', () => {
    const input = inputFromJson(CategoryInput, { required_channels: ['push'] });

    expect(() => (input.requiredChannels as string[]).push('sms')).toThrow(TypeError);
    expect(checkedInput(CategoryInput, input)).toBe(input);
  });

  it('has own lists, so that its caller cannot change them later', () => {
    const requiredChannels = ['push'];
    const input = checkedInput(CategoryInput, { requiredChannels });
    requiredChannels.push('sms');

    expect(input.requiredChannels).toEqual(['push']);
  });
});
