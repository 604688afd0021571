import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { api } from '../../../api/client';
import { preferences } from '../../../state/preferences.svelte';
import { ACTUAL, asZoom, FIT, step, within as limits } from '../../../state/zoom';
import { FakeServer } from '../../../test/fakeServer';
import Page from '../Page.svelte';
import { broken, moved, titled } from './order';
import { boxesOf, placeAt, type Box } from './places';

const place = (path: string, ...boxes: Box[]) => ({ path, boxes });

describe('places on a page', () => {
  const places = [
    place('w1.position', [50, 100, 80, 14]),
    place('w1.name', [50, 114, 60, 14]),
    place('w1h1', [60, 130, 400, 14], [60, 144, 90, 14]),
    place('basics.email', [50, 20, 100, 10]),
  ];

  test('a press means the field under it, or the nearest one', () => {
    expect(placeAt(places, 60, 121)).toBe('w1.name');
    expect(placeAt(places, 100, 150)).toBe('w1h1');
    expect(placeAt(places, 152, 25)).toBe('basics.email');
    expect(placeAt(places, 400, 155)).toBeNull();
    expect(placeAt(places, 300, 300)).toBeNull();
  });

  test('a field that is not printed is marked at its entry, a line is not', () => {
    expect(boxesOf(places, 'w1h1')).toHaveLength(2);
    expect(boxesOf(places, 'w1.url')).toEqual([[50, 100, 80, 14]]);
    expect(boxesOf(places, 'w1')).toEqual([[50, 100, 80, 14]]);
    expect(boxesOf(places, 'w1h9')).toEqual([]);
    expect(boxesOf(places, 'basics.phone')).toEqual([]);
  });
});

describe('zoom', () => {
  test('goes by steps from wherever it is', () => {
    expect(step(0.74, 1)).toBe(0.8);
    expect(step(0.74, -1)).toBe(0.67);
    expect(step(ACTUAL, 1)).toBe(1.25);
    expect(step(3, 1)).toBe(3);
    expect(step(0.25, -1)).toBe(0.25);
    expect(limits(17)).toBe(3);
  });

  test('what was kept elsewhere is taken only if it is a zoom', () => {
    expect([asZoom('big'), asZoom(Number.NaN), asZoom(-1), asZoom(undefined)]).toEqual([
      FIT,
      FIT,
      FIT,
      FIT,
    ]);
    expect(asZoom(1.25)).toBe(1.25);
  });
});

test('sections move, take titles and begin pages', () => {
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
  expect(titled({ a: 'A' }, 'b', ' B ')).toEqual({ a: 'A', b: 'B' });
  expect(titled({ a: 'A' }, 'a', ' ')).toEqual({});
  expect(broken(['a'], 'b', true)).toEqual(['a', 'b']);
  expect(broken(['a', 'b'], 'a', false)).toEqual(['b']);
});

describe('the page in the review', () => {
  let server: FakeServer;

  beforeEach(async () => {
    preferences.zoom = FIT;
    server = new FakeServer();
    vi.stubGlobal('fetch', server.fetch);
    api.forget();
    render(Page, { id: server.tailor().id });
    await screen.findByRole('img', { name: /^Page 1 of 1/ });
  });

  test('is there as text for who listens, and leads to its fields when it is seen', async () => {
    const user = userEvent.setup();
    const text = screen.getByRole('region', { name: 'The page as text' });
    expect(within(text).getByRole('heading', { level: 3 })).toHaveTextContent('Maren Oyelaran');
    expect(within(text).queryByRole('button')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Read the page as text' }));
    const seen = screen.getByRole('region', { name: 'The page as text' });
    await user.click(within(seen).getByRole('button', { name: /^Relief charge/ }));
    await waitFor(() => expect(document.activeElement?.id).toBe('text-w1h2'));
  });

  test('marks the field that the keyboard is in', async () => {
    screen.getByDisplayValue(/^Relief charge/).focus();
    await waitFor(() => expect(document.querySelector('[data-hand="w1h2"]')).not.toBeNull());
  });

  test('zooms by keys and keeps it', async () => {
    const region = screen.getByRole('region', { name: 'Resume pages' });
    await fireEvent.keyDown(region, { key: '1' });
    expect(preferences.zoom).toBe(ACTUAL);
    await fireEvent.keyDown(region, { key: '+' });
    expect(preferences.zoom).toBe(1.25);
    expect(screen.getByRole('img', { name: /^Page 1 of 1/ })).toHaveAttribute('width', '1020');
    await fireEvent.keyDown(region, { key: '0' });
    expect(preferences.zoom).toBe(FIT);
  });

  test('its sections are put in order, named and taken back', async () => {
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /^US Letter/ }));
    await user.click(await screen.findByText('Sections and page breaks'));
    await user.click(screen.getByRole('button', { name: 'Move Skills up' }));
    const options = () => [...server.tailorings.values()][0]?.options;
    await waitFor(() => expect(options()?.sections).toEqual(['skills', 'work']));
    const title = screen.getByRole('textbox', { name: 'Title of Skills' });
    await user.clear(title);
    await user.type(title, 'What I can do{Tab}');
    await waitFor(() => expect(options()?.titles).toEqual({ skills: 'What I can do' }));
    await user.click(screen.getByRole('button', { name: 'As the theme has it' }));
    await waitFor(() => expect(options()).toMatchObject({ sections: [], titles: {}, breaks: [] }));
  });
});
