/** Verifies the daily digests: each against itself, against the day before, against the entries, against one kept elsewhere. */
import { ajouterJours, type DateIso } from "./dates";
import { ecrireDate } from "./ecriture";
import { type Anomalie, CHAINE_SERVICE, empreinteJour, type JourScelle, ORIGINE, type Sha256 } from "./journal";

const anomalie = (jour: DateIso, phrase: string, reste: Partial<Anomalie> = {}): Anomalie => ({
  genre: "jour",
  chaine: null,
  de: null,
  a: null,
  id: null,
  jour,
  phrase,
  ...reste,
});

/** What a day holds according to the entries: same shape as what its digest sealed. */
export type JourLu = { tetes: JourScelle["tetes"]; entrees: number };

export type VerificateurJours = {
  /** In the order of days. `lu`: read from the entries. */
  lire(jour: JourScelle, lu: JourLu): void;
  conclure(): Anomalie[];
};

/**
 * `dejaDit`: true when a finding on this chain already explains that its entries differ up to this rank: one thing tampered
 * with is told once.
 */
export function verifierJours(sha256: Sha256, dejaDit: (chaine: string) => boolean): VerificateurJours {
  const anomalies: Anomalie[] = [];
  /** A chain whose entries no longer are those of one day differs on all that follow: the first day says it. */
  const chainesDites = new Set<string>();
  let veille: { jour: JourScelle; calculee: string } | null = null;

  function lierALaVeille(jour: JourScelle, intacte: boolean): void {
    if (veille === null) {
      if (intacte && jour.precedente !== ORIGINE)
        anomalies.push(anomalie(jour.jour, "Des empreintes qui précédaient celle-ci ont été retirées."));
      return;
    }
    const attendu = ajouterJours(veille.jour.jour, 1);
    if (jour.jour !== attendu) {
      const phrase = `Il manque des empreintes : du ${ecrireDate(attendu)} à la veille du ${ecrireDate(jour.jour)}.`;
      anomalies.push(anomalie(attendu, phrase));
      return;
    }
    const saine = veille.calculee === veille.jour.empreinte;
    if (intacte && saine && jour.precedente !== veille.jour.empreinte) {
      const phrase = `L’empreinte de cette journée, ou celle du ${ecrireDate(jour.jour)} qui la suit, a été refaite.`;
      anomalies.push(anomalie(veille.jour.jour, phrase));
    }
  }

  function comparer(jour: JourScelle, lu: JourLu): void {
    let dite = false;
    for (const chaine of new Set([...Object.keys(jour.tetes), ...Object.keys(lu.tetes)])) {
      const [rangScelle, scellee] = jour.tetes[chaine] ?? [null, null];
      const [rangLu, lue] = lu.tetes[chaine] ?? [null, null];
      if (rangScelle === rangLu && scellee === lue) continue;
      dite = true;
      if (chainesDites.has(chaine) || dejaDit(chaine)) continue;
      chainesDites.add(chaine);
      const rang = rangScelle ?? rangLu;
      const nom = chaine === CHAINE_SERVICE ? "du service" : "de ce dossier";
      const phrase =
        scellee === null
          ? `Des entrées ont été ajoutées après coup à cette journée, dans la chaîne ${nom}.`
          : lue === null
            ? `Les entrées scellées ce jour-là dans la chaîne ${nom} ont été retirées ou changées de jour.`
            : rangScelle === rangLu
              ? `La chaîne ${nom} a été réécrite : l’entrée de ce rang, ou l’une de celles qui la précèdent, n’est plus celle qui a été scellée ce jour-là.`
              : `La chaîne ${nom} ne s’arrête plus, ce jour-là, à l’entrée qui a été scellée.`;
      anomalies.push(anomalie(jour.jour, phrase, { chaine, de: rang, a: rang }));
    }
    const explique = dite || Object.keys(lu.tetes).some(dejaDit);
    if (!explique && lu.entrees !== jour.entrees)
      anomalies.push(anomalie(jour.jour, "Le nombre d’entrées de cette journée n’est plus celui qui a été scellé."));
  }

  return {
    lire(jour, lu) {
      const calculee = empreinteJour(jour, sha256);
      lierALaVeille(jour, calculee === jour.empreinte);
      // A broken digest proves nothing about the entries.
      if (calculee === jour.empreinte) comparer(jour, lu);
      else anomalies.push(anomalie(jour.jour, "L’empreinte de cette journée ne correspond pas à son contenu."));
      veille = { jour, calculee };
    },
    conclure: () => anomalies,
  };
}

/** A digest kept outside of the database (log, paper, another service) against the one that is stored today. */
export function comparerAncre(jour: DateIso, gardee: string, stockee: string | null): Anomalie | null {
  if (gardee === stockee) return null;
  const phrase =
    stockee === null
      ? "L’empreinte de cette journée, gardée ailleurs, n’existe plus ici."
      : "L’empreinte de cette journée n’est pas celle qui a été gardée ailleurs : le journal a été réécrit.";
  return anomalie(jour, phrase, { genre: "ancre" });
}
