/** Flow made smaller, for a narrow place: its type by one factor, what it stands in by another. */
import type { Box, Flow, Run, TextFlow } from './layout.ts';

export interface Shrinkage {
  readonly type: number;
  readonly indent: number;
}

function shrunkRuns(runs: readonly Run[], type: number): readonly Run[] {
  if (type === 1) return runs;
  return runs.map((run) => {
    const { size, rise } = run.style;
    return { ...run, style: { ...run.style, size: size * type, rise: rise && rise * type } };
  });
}

type Labels = NonNullable<TextFlow['labels']>;

/** Blocks that share a box share it afterwards, too. */
export function shrunk(flow: readonly Flow[], by: Shrinkage): readonly Flow[] {
  const { type, indent } = by;
  if (type === 1 && indent === 1) return flow;
  const boxes = new Map<Box, Box>();
  const boxOf = (box: Box): Box => {
    const known = boxes.get(box) ?? { ...box, left: box.left * indent, right: box.right * indent };
    boxes.set(box, known);
    return known;
  };
  const labelsOf = (labels: Labels): Labels =>
    labels.map(({ runs, left }) => ({ runs: shrunkRuns(runs, type), left: left * indent }));
  return flow.map((one): Flow => {
    const place = { left: one.left * indent, right: one.right * indent, boxes: one.boxes.map(boxOf) };
    switch (one.kind) {
      case 'text': {
        const { runs, leading, labels } = one;
        const words = { runs: shrunkRuns(runs, type), leading: leading * type };
        return { ...one, ...place, ...words, labels: labels && labelsOf(labels) };
      }
      case 'table': {
        // Its own indents are for its own cells to judge.
        const inner = (cells: (typeof one.rows)[number]) =>
          cells.map((cell) => ({ ...cell, flow: shrunk(cell.flow, { type, indent: 1 }) }));
        return { ...one, ...place, leading: one.leading * type, rows: one.rows.map(inner) };
      }
      case 'figure':
      case 'rule':
        return { ...one, ...place };
    }
  });
}
