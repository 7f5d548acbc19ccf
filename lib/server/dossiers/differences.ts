/** What the audit trail keeps of a change: only what differs, before and after. */

export type Difference = { avant: unknown; apres: unknown };

type Objet = Record<string, unknown>;
const objet = (v: unknown): v is Objet => typeof v === "object" && v !== null;

/** null: nothing differs. What exists on one side only appears on that side only. */
export function differences(avant: unknown, apres: unknown): Difference | null {
  if (Object.is(avant, apres)) return null;
  if (!objet(avant) || !objet(apres) || Array.isArray(avant) !== Array.isArray(apres)) return { avant, apres };
  const paires = Array.isArray(avant) && Array.isArray(apres) ? aligner(avant, apres) : parCle(avant, apres);
  const gauche: Objet = {};
  const droite: Objet = {};
  let change = false;
  for (const [cleAvant, cleApres] of paires) {
    const d = differences(
      cleAvant === null ? undefined : (avant as Objet)[cleAvant],
      cleApres === null ? undefined : (apres as Objet)[cleApres],
    );
    if (d === null) continue;
    change = true;
    if (cleAvant !== null && d.avant !== undefined) gauche[cleAvant] = d.avant;
    if (cleApres !== null && d.apres !== undefined) droite[cleApres] = d.apres;
  }
  return change ? { avant: gauche, apres: droite } : null;
}

/** A key on each side, for what is compared with what; null: nothing on that side. */
type Paire = readonly [string | null, string | null];

const parCle = (avant: Objet, apres: Objet): Paire[] =>
  [...new Set([...Object.keys(avant), ...Object.keys(apres)])].map((cle) => [cle, cle] as const);

/**
 * Rows are known by their content, since a row has no name of its own: one taken out or put in among thousands must not make
 * all that follow look changed. Each side is keyed by its own rank. Rows that moved pass for changed ones.
 */
function aligner(avant: readonly unknown[], apres: readonly unknown[]): Paire[] {
  const toutGauche = avant.map((v) => JSON.stringify(v));
  const toutDroite = apres.map((v) => JSON.stringify(v));
  const court = Math.min(avant.length, apres.length);
  // What is equal at both ends first: equal rows are many, and there a count would not tell them apart.
  let debut = 0;
  while (debut < court && toutGauche[debut] === toutDroite[debut]) debut++;
  let fin = 0;
  while (fin < court - debut && toutGauche.at(-1 - fin) === toutDroite.at(-1 - fin)) fin++;
  const gauche = toutGauche.slice(0, avant.length - fin);
  const droite = toutDroite.slice(0, apres.length - fin);
  const resteGauche = compter(gauche.slice(debut));
  const resteDroite = compter(droite.slice(debut));
  const paires: Paire[] = [];
  let i = debut;
  let j = debut;
  const prendreGauche = () => retirer(resteGauche, gauche[i++]);
  const prendreDroite = () => retirer(resteDroite, droite[j++]);
  while (i < gauche.length || j < droite.length) {
    const retiree = i < gauche.length && !resteDroite.has(gauche[i]);
    const ajoutee = j < droite.length && !resteGauche.has(droite[j]);
    const deuxCotes = i < gauche.length && j < droite.length;
    // Gone here, new there: the same row, changed. Equal, or moved: side by side too.
    if (deuxCotes && (gauche[i] === droite[j] || retiree === ajoutee)) {
      if (gauche[i] !== droite[j]) paires.push([String(i), String(j)]);
      prendreGauche();
      prendreDroite();
    } else if (j >= droite.length || retiree) {
      paires.push([String(i), null]);
      prendreGauche();
    } else {
      paires.push([null, String(j)]);
      prendreDroite();
    }
  }
  return paires;
}

type Comptes = Map<string | undefined, number>;

function compter(cles: readonly (string | undefined)[]): Comptes {
  const comptes: Comptes = new Map();
  for (const cle of cles) comptes.set(cle, (comptes.get(cle) ?? 0) + 1);
  return comptes;
}

function retirer(comptes: Comptes, cle: string | undefined): void {
  const reste = (comptes.get(cle) ?? 0) - 1;
  if (reste > 0) comptes.set(cle, reste);
  else comptes.delete(cle);
}
