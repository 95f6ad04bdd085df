import { openPage } from './openPage.js';

const root = document.getElementById('page');
if (root !== null) openPage(root);
