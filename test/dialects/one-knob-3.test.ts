import { judgePart } from './suite.js';

judgePart(2, 3);
