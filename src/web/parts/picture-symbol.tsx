import {
  ArrowRight,
  BookOpen,
  CircleCheck,
  Ear,
  Eye,
  Footprints,
  Hand,
  HandHelping,
  Hourglass,
  Image,
  ListOrdered,
  type LucideIcon,
  MessageSquare,
  Move,
  Pencil,
  Repeat,
  Shirt,
  Smile,
  SquareStack,
  ThumbsUp,
  Users,
  Utensils,
  Volume2,
} from 'lucide-react';
import type { SymbolCode } from '#domain/partnership/strategy.ts';

const pictures: Record<SymbolCode, LucideIcon> = {
  wait: Hourglass,
  point: Hand,
  say: MessageSquare,
  listen: Ear,
  look: Eye,
  write: Pencil,
  read: BookOpen,
  praise: ThumbsUp,
  order: ListOrdered,
  walk: Footprints,
  picture: Image,
  again: Repeat,
  together: Users,
  help: HandHelping,
  move: Move,
  done: CircleCheck,
  // biome-ignore lint/suspicious/noThenProperty: the symbol of "first, then"; the table is never awaited
  then: ArrowRight,
  feel: Smile,
  cards: SquareStack,
  eat: Utensils,
  dress: Shirt,
  device: Volume2,
};

/** A picture beside words that say the same: it is not read out. */
export function PictureSymbol({ code, size = 28 }: { readonly code: SymbolCode; readonly size?: number }) {
  const Picture = pictures[code];
  return <Picture size={size} strokeWidth={1.75} aria-hidden="true" focusable="false" />;
}
