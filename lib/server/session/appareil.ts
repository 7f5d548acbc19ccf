/** « Firefox sur Windows »: what a person recognises their own device by. Versions and the rest are not kept. */

const NAVIGATEURS: readonly (readonly [RegExp, string])[] = [
  // Those that also call themselves Chrome or Safari come first.
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/Chrome\/|\bCriOS\/|\bChromium\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const SYSTEMES: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

const trouver = (noms: readonly (readonly [RegExp, string])[], texte: string): string | undefined =>
  noms.find(([motif]) => motif.test(texte))?.[1];

export function appareilDe(agentUtilisateur: string | null): string | null {
  if (agentUtilisateur === null) return null;
  const navigateur = trouver(NAVIGATEURS, agentUtilisateur);
  const systeme = trouver(SYSTEMES, agentUtilisateur);
  if (navigateur === undefined && systeme === undefined) return null;
  return `${navigateur ?? "Navigateur inconnu"} sur ${systeme ?? "un système inconnu"}`;
}
