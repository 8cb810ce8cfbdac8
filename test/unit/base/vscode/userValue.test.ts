import assert from 'node:assert/strict';
import { type Inspected, userValue } from '../../../../src/base/vscode/userValue.ts';

describe("the user's own value of a setting", () => {
  const cases: [what: string, setting: Inspected<boolean> | undefined, value: boolean | undefined][] = [
    ['is none without a setting', undefined, undefined],
    ['is none where nothing is set', { globalValue: undefined }, undefined],
    ['is the global one in a VS Code that does not tell more', { globalValue: false }, false],
    ['is the local one', { globalValue: false, globalLocalValue: false }, false],
    [
      'is the local one beside that of a container',
      { globalValue: false, globalLocalValue: true, globalRemoteValue: false },
      true,
    ],
    ['is not that of a container', { globalValue: false, globalRemoteValue: false }, undefined],
    ['is that of all profiles', { globalValue: false, globalLocalValue: undefined }, false],
  ];
  for (const [what, setting, value] of cases) it(what, () => assert.equal(userValue(setting), value));
});
