// The shape that stands for each stakeholder group, beside its name and never instead of it.
import type { Shape } from '../base/shapes'
import type { Group } from './words'

export const SHAPE_OF: Record<Group, Shape> = {
  'national-government': 'circle',
  'local-government': 'house',
  'parliament': 'half',
  'private-sector': 'square',
  'civil-society': 'triangle',
  'academia': 'diamond',
  'intergovernmental': 'ring',
}
