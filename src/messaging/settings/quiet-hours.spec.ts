import { refuseWholeWeek, timeOfDayFault, WEEKDAYS } from './quiet-hours.js';

const ALL = [...WEEKDAYS];

describe('quiet hours', () => {
  it.each(['00:00', '07:30', '23:59'])('accept the time %s', (time) => {
    expect(timeOfDayFault(time)).toBeUndefined();
  });

  it.each(['', '7:30', '24:00', '12:60', '12:30:00', ' 12:30', '12.30'])(
    'refuse the time %j',
    (time) => {
      expect(timeOfDayFault(time)).toBe('must be a time from 00:00 to 23:59, such as 08:00.');
    },
  );

  it.each([
    ['none', []],
    ['every night', [{ days: ALL, from: '22:00', to: '07:00' }]],
    ['the weekend', [{ days: ['sat', 'sun'] as const, from: '00:00', to: '00:00' }]],
    ['all but one minute', [{ days: ALL, from: '00:01', to: '00:00' }]],
  ])('may be %s', (_, hours) => {
    expect(refuseWholeWeek(hours)).toEqual([]);
  });

  it.each([
    ['seven whole days', [{ days: ALL, from: '08:00', to: '08:00' }]],
    [
      'two halves of every day',
      [
        { days: ALL, from: '20:00', to: '08:00' },
        { days: ALL, from: '08:00', to: '20:00' },
      ],
    ],
  ])('must not be %s', (_, hours) => {
    expect(refuseWholeWeek(hours)).toEqual([
      {
        path: ['quietHours'],
        code: 'invalid_value',
        fault: 'must leave at least one minute of the week free.',
      },
    ]);
  });
});
