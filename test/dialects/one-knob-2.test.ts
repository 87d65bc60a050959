import { judgePart } from './suite.js';

judgePart(1, 3);
