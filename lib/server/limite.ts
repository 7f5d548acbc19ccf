/**
 * Simple guard against a runaway client: so many actions a minute for one person, counted in this process. Limits by
 * address, on sign-in and shared between processes come with issue 3; the hook in action.ts is where they plug in.
 */
const FENETRE_MS = 60_000;
const ACTIONS_PAR_FENETRE = 240;
/** Beyond this many people in one minute the oldest windows are forgotten: memory stays bounded. */
const PERSONNES_MAX = 10_000;

const fenetres = new Map<string, { debut: number; nombre: number }>();

/** False when this person must wait. */
export function admettre(personne: string, maintenant: Date, maximum = ACTIONS_PAR_FENETRE): boolean {
  const instant = maintenant.getTime();
  const fenetre = fenetres.get(personne);
  if (fenetre === undefined || instant - fenetre.debut >= FENETRE_MS) {
    fenetres.delete(personne);
    if (fenetres.size >= PERSONNES_MAX) {
      const [plusAncienne] = fenetres.keys();
      if (plusAncienne !== undefined) fenetres.delete(plusAncienne);
    }
    fenetres.set(personne, { debut: instant, nombre: 1 });
    return true;
  }
  fenetre.nombre += 1;
  return fenetre.nombre <= maximum;
}
