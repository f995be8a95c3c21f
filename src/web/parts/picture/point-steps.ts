import type { PicturePoint } from '#charts/picture.ts';

export type StepKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

const stepKeys: readonly StepKey[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

/**
 * Where each key leads from a point: left and right along its row, up and down to the nearest point of the next row,
 * home and end to the ends of the row. A key that leads nowhere is missing.
 */
export function stepsFrom(points: readonly PicturePoint[], from: PicturePoint): ReadonlyMap<StepKey, PicturePoint> {
  const rowIds = [...new Set(points.map((point) => point.rowId))];
  const row = points.filter((point) => point.rowId === from.rowId);
  const at = row.findIndex((point) => point.id === from.id);
  const rowAt = rowIds.indexOf(from.rowId);
  const nearestIn = (rowId: string | undefined): PicturePoint | undefined =>
    points
      .filter((point) => point.rowId === rowId)
      .reduce<PicturePoint | undefined>(
        (best, point) => (best === undefined || Math.abs(point.x - from.x) < Math.abs(best.x - from.x) ? point : best),
        undefined,
      );
  const targets: Record<StepKey, PicturePoint | undefined> = {
    ArrowLeft: row[at - 1],
    ArrowRight: row[at + 1],
    ArrowUp: nearestIn(rowIds[rowAt - 1]),
    ArrowDown: nearestIn(rowIds[rowAt + 1]),
    Home: row[0],
    End: row.at(-1),
  };
  const steps = new Map<StepKey, PicturePoint>();
  for (const key of stepKeys) {
    const target = targets[key];
    if (target !== undefined && target.id !== from.id) steps.set(key, target);
  }
  return steps;
}

/** The point within reach of a pointer, or none. */
export function pointAt(points: readonly PicturePoint[], x: number, y: number, reach = 22): PicturePoint | undefined {
  let best: PicturePoint | undefined;
  let bestSquared = reach * reach;
  for (const point of points) {
    const squared = (point.x - x) ** 2 + (point.y - y) ** 2;
    if (squared <= bestSquared) {
      best = point;
      bestSquared = squared;
    }
  }
  return best;
}
