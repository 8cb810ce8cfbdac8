/** A setting on its levels, as VS Code's `inspect` returns it. */
export interface Inspected<T> {
  globalValue?: T | undefined;
  /**
   * The two parts of the global value: of the user's own settings, and of those of the remote machine, which
   * `devcontainer.json` sets, too. The typed API does not name them. VS Code returns them to every extension, and its own
   * proxy support relies on them (1.100.3, 1.139.1). A VS Code without them has the global value only.
   */
  globalLocalValue?: T | undefined;
  globalRemoteValue?: T | undefined;
}

/** The value that the user has set, on the user's machine; undefined for none. */
export function userValue<T>(setting: Inspected<T> | undefined): T | undefined {
  if (setting?.globalLocalValue !== undefined) return setting.globalLocalValue;
  // In a profile other than the default, values that hold for all profiles are in the global value alone (1.139.1).
  return remoteValue(setting) === undefined ? setting?.globalValue : undefined;
}

/** The value that the remote machine of the window, such as a container, has set; undefined for none. */
export function remoteValue<T>(setting: Inspected<T> | undefined): T | undefined {
  return setting?.globalRemoteValue;
}
