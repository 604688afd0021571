import { describe, expect, it } from 'vitest';
import { ApiError, NetworkError } from '../../api/errors';
import type { Proposal } from '../../api/types';
import { Delivery } from './delivery';
import type { Item } from './edits';

const item = (op: string): Item => ({ raw: JSON.stringify({ op }), value: { op } });
const ruling = (id: string) => ({ id }) as Proposal;

/** A server whose answers are given; what it was told is listed. */
function server(answers: (Proposal | null | Error)[]) {
  const told: string[] = [];
  const ruled: string[] = [];
  const pauses: number[] = [];
  let over = 0;
  const delivery = new Delivery(
    async (number, { op }) => {
      told.push(`${number} ${String(op)}`);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer ?? null;
    },
    ({ id }) => ruled.push(id),
    () => (over += 1),
    async (ms) => void pauses.push(ms),
  );
  return { delivery, told, ruled, pauses, over: () => over };
}

describe('the delivery of items', () => {
  it('keeps their order and their numbers', async () => {
    const { delivery, told, ruled } = server([ruling('a'), null, ruling('c')]);
    ['x', 'y', 'z'].forEach((op, number) => delivery.add(number, item(op)));
    await delivery.settled();
    expect(told).toEqual(['0 x', '1 y', '2 z']);
    expect(ruled).toEqual(['a', 'c']);
  });

  it('waits out what passes, and brings the same item again', async () => {
    const passing = [new NetworkError(), new ApiError(429, 'rate'), new ApiError(503, 'busy')];
    const { delivery, told, ruled, pauses } = server([...passing, ruling('a'), ruling('b')]);
    delivery.add(0, item('x'));
    delivery.add(1, item('y'));
    await delivery.settled();
    expect(told).toEqual(['0 x', '0 x', '0 x', '0 x', '1 y']);
    expect(pauses).toHaveLength(3);
    expect(ruled).toEqual(['a', 'b']);
  });

  it('goes on behind an item that is refused', async () => {
    const { delivery, ruled, over } = server([new ApiError(422, 'request.invalid'), ruling('b')]);
    delivery.add(0, item('x'));
    delivery.add(1, item('y'));
    await delivery.settled();
    expect(ruled).toEqual(['b']);
    expect(over()).toBe(0);
  });

  it('ends where the attempt is over, and says so once', async () => {
    const { delivery, told, over } = server([new ApiError(409, 'tailoring.attempt_over')]);
    delivery.add(0, item('x'));
    delivery.add(1, item('y'));
    await delivery.settled();
    expect(told).toEqual(['0 x']);
    expect(delivery.over?.code).toBe('tailoring.attempt_over');
    expect(over()).toBe(1);
  });

  it('does not wait any more when it is stopped', async () => {
    const { delivery, told } = server([new NetworkError(), ruling('a')]);
    delivery.add(0, item('x'));
    delivery.stop();
    await delivery.settled();
    expect(told).toEqual([]);
  });
});
