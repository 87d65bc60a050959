import { judgePart } from './suite.js';

judgePart(0, 3);
