import { InvalidInputError } from '../http/input/invalid-input.error.js';
import { StartError } from '../server/config/start-error.js';
import { reportError } from './report-error.js';

/** What `reportError` prints for an error, as JSON. */
function reported(error: unknown): unknown {
  const { write } = process.stderr;
  let text = '';
  process.stderr.write = (chunk: unknown) => (text += String(chunk)) !== '';
  try {
    reportError(error, true);
  } finally {
    process.stderr.write = write;
  }
  return (JSON.parse(text) as { error: unknown }).error;
}

const lost = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('the error that a command prints', () => {
  it.each([
    [
      'a wrong argument',
      InvalidInputError.ofParameter('ownerId', 'is empty.'),
      'validation_failed',
    ],
    ['an error at the start', new StartError('PORT: must be a number.'), 'start_failed'],
    ['an unavailable database', lost(), 'unavailable'],
    ['an error that only has the name of StartError', named('StartError'), 'internal'],
    ['a defect', new TypeError('x is undefined'), 'internal'],
  ])('has a code for %s', (_, error, code) => {
    expect(reported(error)).toMatchObject({ code });
  });

  it('has the message of the error, with the names of options', () => {
    const wrong = InvalidInputError.ofParameter('ownerId', 'is empty.');

    expect(reported(wrong)).toMatchObject({ message: '--owner is empty.' });
    expect(reported(lost())).toMatchObject({ message: 'connect ECONNREFUSED' });
  });

  it('says that the database is unavailable when its error has no message', () => {
    const error = Object.assign(new AggregateError([lost(), lost()]), { code: 'ECONNREFUSED' });

    expect(reported(error)).toEqual({
      code: 'unavailable',
      message: 'The service is unavailable now. Try again later.',
    });
  });
});

function named(name: string): Error {
  return Object.assign(new Error('made up'), { name });
}
