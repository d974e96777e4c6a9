// The list of all checks, and how one is run on one file.
import { VIEWS, open } from './browser.mjs'
import axe from './checks/axe.mjs'
import changes from './checks/changes.mjs'
import contrast from './checks/contrast.mjs'
import diagramForms from './checks/diagram-forms.mjs'
import diagrams from './checks/diagrams.mjs'
import forcedColours from './checks/forced-colours.mjs'
import keyboard from './checks/keyboard.mjs'
import print from './checks/print.mjs'
import reflow from './checks/reflow.mjs'
import selfContained from './checks/self-contained.mjs'
import { htmlValidate, nu } from './checks/standards.mjs'
import still from './checks/still.mjs'
import structure from './checks/structure.mjs'
import textSpacing from './checks/text-spacing.mjs'

/** In the order in which they run: the cheap and telling ones first. */
export const CHECKS = {
  nu, htmlValidate, selfContained, structure, axe, contrast, keyboard, reflow, textSpacing, diagrams, diagramForms,
  changes, forcedColours, still, print,
}

/**
 * What one check finds in one file, over all its views; each fault says in which it was seen.
 * With `enough` faults found, no further view is opened.
 */
export async function find(check, browsers, file, { enough = Infinity } = {}) {
  if (check.findInFile) return check.findInFile(file)
  const faults = []
  for (const name of check.views) {
    const { page, requests, close } = await open(browsers, file, VIEWS[name])
    try {
      faults.push(...(await check.find(page, { view: VIEWS[name], requests })).map(fault => `${name}: ${fault}`))
    } finally {
      await close()
    }
    if (faults.length >= enough) break
  }
  return faults
}
