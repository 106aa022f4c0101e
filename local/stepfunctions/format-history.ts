import type { EventRow, ExecutionRow } from './engine/rows.ts';

/** The longest data shown on a line. */
const MAX_DATA = 160;

/** One line an event: its number, the time since the start, what happened to which state, and the data, shortened. */
export function formatHistory(execution: ExecutionRow, events: EventRow[]): string {
  const head = `${execution.name} · ${execution.status} · started ${new Date(execution.startedAt).toISOString()}`;
  return [head, ...events.map((event) => formatEvent(event, execution.startedAt))].join('\n');
}

function formatEvent(event: EventRow, startedAt: number): string {
  const details: Record<string, unknown> = JSON.parse(event.details);
  const subject = [details.name, details.index, details.resource].filter((part) => part !== undefined).join(' ');
  const data = [details.error, details.cause, details.input ?? details.parameters ?? details.output]
    .filter((part) => part !== undefined && part !== null)
    .map((part) => shorten(String(part)));
  const columns = [
    String(event.id).padStart(5),
    `+${elapsed(event.at - startedAt)}`.padEnd(12),
    event.type.padEnd(22),
    subject.padEnd(28),
    data.join(' · '),
  ];
  return columns.join(' ').trimEnd();
}

const shorten = (text: string): string => (text.length > MAX_DATA ? `${text.slice(0, MAX_DATA)}…` : text);

function elapsed(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(3)}s`;
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const parts = [days && `${days}d`, hours && `${hours}h`, minutes && `${minutes}m`, `${Math.floor(seconds % 60)}s`];
  return parts.filter(Boolean).join('');
}
