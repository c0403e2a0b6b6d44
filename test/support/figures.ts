/** The figures of a scrape: `name{label="value"}` with its labels in alphabetical order. */
export type Figures = ReadonlyMap<string, number>;

/** Reads Prometheus's text format, as far as it is needed here; promtool judges the format itself. */
export function readFigures(text: string): Figures {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      const pairs = [...labels.matchAll(/\w+="[^"]*"/g)].map(([pair]) => pair).sort();
      return [pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`, Number(value)] as const;
    }),
  );
}

/** All figures of one metric, by their labels: `endpoint="GET /v1/Services",status="200"`. */
export function figuresOf(figures: Figures, metric: string): Readonly<Record<string, number>> {
  const own = [...figures].filter(([key]) => key.startsWith(`${metric}{`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(metric.length + 1, -1), value]));
}

export const sum = (figures: Readonly<Record<string, number>>): number =>
  Object.values(figures).reduce((total, value) => total + value, 0);

export async function scrape(url: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(`${url}/metrics`, { headers });
  if (response.status !== 200) throw new Error(`Expected figures, but got status ${response.status}.`);
  return response.text();
}

/** Waits until so many operations are under way; looks again with each scrape. */
export async function operationsInFlight(url: string, count: number): Promise<void> {
  const inFlight = async () => readFigures(await scrape(url)).get('proxy_gateway_operations_in_flight');
  while ((await inFlight()) !== count);
}
