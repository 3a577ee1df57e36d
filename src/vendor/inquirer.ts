/** Asks questions on a terminal, and what own ones are made of. */
export { default as input } from '@inquirer/input';
export { default as password } from '@inquirer/password';
export {
  createPrompt,
  isDownKey,
  isEnterKey,
  isSpaceKey,
  isTabKey,
  isUpKey,
  type KeypressEvent,
  makeTheme,
  useKeypress,
  usePagination,
  usePrefix,
  useState,
} from '@inquirer/core';
