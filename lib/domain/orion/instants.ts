/** Dates of an export as UTC instants: Orion writes « 12/06/2025 08:05 », the hour of Paris, in one screen and ISO in the other. */

/** Last Sunday of a month, as days are counted by Date.UTC. */
function dernierDimanche(annee: number, mois: number): number {
  const dernier = new Date(Date.UTC(annee, mois, 0));
  return dernier.getUTCDate() - dernier.getUTCDay();
}

/** Paris is two hours ahead from the last Sunday of March, 2 a.m., to the last of October, 3 a.m.; else one. */
function decalageParis(annee: number, mois: number, jour: number, heure: number): number {
  const rang = mois * 10_000 + jour * 100 + heure;
  const debut = 30_000 + dernierDimanche(annee, 3) * 100 + 2;
  const fin = 100_000 + dernierDimanche(annee, 10) * 100 + 3;
  return rang >= debut && rang < fin ? 2 : 1;
}

function deParis(annee: number, mois: number, jour: number, heure: number, minute: number): string | undefined {
  const controle = new Date(Date.UTC(annee, mois - 1, jour));
  if (controle.getUTCMonth() !== mois - 1 || controle.getUTCDate() !== jour || annee < 2000 || annee > 2100)
    return undefined;
  if (heure > 23 || minute > 59) return undefined;
  return new Date(
    Date.UTC(annee, mois - 1, jour, heure - decalageParis(annee, mois, jour, heure), minute),
  ).toISOString();
}

export function lireInstant(texte: string): string | undefined {
  const francaise = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,à]+(\d{1,2})[:h](\d{2})(?::\d{2})?)?$/.exec(texte);
  if (francaise) {
    const [, jour, mois, annee, heure = "0", minute = "0"] = francaise;
    return deParis(Number(annee), Number(mois), Number(jour), Number(heure), Number(minute));
  }
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(:\d{2}(?:\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    texte,
  );
  if (iso) {
    const [, annee, mois, jour, heure = "00", minute = "00", secondes = ":00", fuseau] = iso;
    if (fuseau === undefined) return deParis(Number(annee), Number(mois), Number(jour), Number(heure), Number(minute));
    const instant = new Date(`${annee}-${mois}-${jour}T${heure}:${minute}${secondes}${fuseau}`);
    return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
  }
  // A spreadsheet's own date: days since 30 December 1899.
  const numero = /^(\d{5})(?:\.(\d+))?$/.exec(texte);
  if (numero === null) return undefined;
  const jour = new Date(Date.UTC(1899, 11, 30 + Number(numero[1])));
  const minutes = Math.round(Number(`0.${numero[2] ?? "0"}`) * 1_440) % 1_440;
  return deParis(
    jour.getUTCFullYear(),
    jour.getUTCMonth() + 1,
    jour.getUTCDate(),
    Math.floor(minutes / 60),
    minutes % 60,
  );
}
