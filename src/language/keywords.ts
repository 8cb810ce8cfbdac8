/** Words that are not names of declarations: keywords of common languages, basic types, and names that say nothing. */
export const keywords: ReadonlySet<string> = new Set(
  `abstract and any arguments array as assert async await begin bool boolean break byte case catch chan char class const
  constructor continue debugger declare def default defer del delete do double dyn elif else elsif end ensure enum error
  except explicit export extends extern false False final finally float fn for foreach from func function get global go
  goto if impl implements import in inline instanceof int interface internal is keyof lambda let local long loop map match
  mod module move mut namespace native never new nil None nonlocal not null nullptr number object of operator or out
  override package pass private protected pub public raise range readonly record ref register require rescue return sealed
  self Self set short signed sizeof static string struct super switch template then this throw throws trait true True try
  type typedef typeof undefined union unless unsafe unsigned until use using val var virtual void volatile when where while
  with yield`.split(/\s+/),
);
