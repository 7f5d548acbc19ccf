/**
 * Verifies one chain of the audit trail as its entries go by, in constant memory. One thing tampered with is one finding:
 * an entry whose own content and links agree is sound, whatever happened before it.
 */
import {
  type Anomalie,
  CHAINE_SERVICE,
  empreinteEntree,
  type GenreAnomalie,
  type LigneJournal,
  ORIGINE,
  type Sha256,
  type TeteChaine,
} from "./journal";

/** What is kept of the entry before. */
type Vue = {
  rang: number;
  id: string;
  le: string;
  empreinte: string;
  calculee: string;
  /** Its content is the one that its own hash seals. */
  saine: boolean;
};

/** Broken entries kept whole, to find out whether they only exchanged their places. */
const SUSPECTS_MAX = 60;

const deplacee = (rang: number): string => `Cette entrée a été écrite au rang ${rang} : elle a changé de place.`;

export type VerificateurChaine = {
  lire(ligne: LigneJournal, tete: TeteChaine | null): void;
  /** `tete`: as read in the same instant as the last entry. */
  conclure(tete: TeteChaine | null): Anomalie[];
};

export function verifierChaine(chaine: string, sha256: Sha256): VerificateurChaine {
  const anomalies: Anomalie[] = [];
  const suspects: { ligne: LigneJournal; anomalie: Anomalie }[] = [];
  let precedente: Vue | null = null;
  /** Two sound entries that do not hold together: which of the two is at fault, what follows will tell. */
  let doute: { de: Vue; a: Vue } | null = null;
  /** A run of entries all moved by one rank. */
  let glissement: { pas: number; anomalie: Anomalie; retiree: Anomalie | null } | null = null;
  let rangTeteVu: number | null = null;

  const noter = (genre: GenreAnomalie, de: number, a: number, id: string | null, phrase: string): Anomalie => {
    const anomalie = { genre, chaine, de, a, id, jour: null, phrase };
    anomalies.push(anomalie);
    return anomalie;
  };

  const accuser = (vue: Vue) =>
    noter(
      "alteree",
      vue.rang,
      vue.rang,
      vue.id,
      "Cette entrée a été modifiée puis scellée de nouveau : la suivante garde l’empreinte d’origine.",
    );

  const lever = () => {
    if (doute !== null) accuser(doute.de);
    doute = null;
  };

  const tient = (ligne: LigneJournal, avant: Vue | null): boolean =>
    avant === null
      ? ligne.precedente === ORIGINE
      : ligne.precedente === avant.empreinte || (!avant.saine && ligne.precedente === avant.calculee);

  /** Sealed at the rank beside: everything was shifted. */
  const pasDuGlissement = (ligne: LigneJournal): number | null =>
    [-1, 1].find((pas) => empreinteEntree({ ...ligne, rang: ligne.rang + pas }, sha256) === ligne.empreinte) ?? null;

  function lireGlissee(ligne: LigneJournal, pas: number, avant: Vue | null): void {
    const { rang, id } = ligne;
    if (glissement?.pas === pas && glissement.anomalie.a === rang - 1) {
      glissement.anomalie.a = rang;
      return;
    }
    // One forward, then one back: two neighbours that exchanged their places, nothing taken away nor put in.
    if (pas < 0 && glissement?.pas === 1 && glissement.anomalie.de === rang - 1) {
      glissement.anomalie.phrase = deplacee(rang);
      if (glissement.retiree !== null) anomalies.splice(anomalies.indexOf(glissement.retiree), 1);
      noter("deplacee", rang, rang, id, deplacee(rang - 1));
      glissement = null;
      return;
    }
    let retiree: Anomalie | null = null;
    if (pas < 0 && avant !== null && !tient(ligne, avant)) {
      doute = null;
      noter("ajoutee", avant.rang, avant.rang, avant.id, "Cette entrée a été glissée entre deux autres.");
    } else if (pas > 0 && !tient(ligne, avant)) {
      lever();
      retiree = noter("retiree", rang, rang, null, "L’entrée qui portait ce rang a été retirée.");
    }
    const phrase = `Ces entrées ont été écrites un rang ${pas < 0 ? "plus tôt" : "plus loin"} : leurs rangs ont été décalés.`;
    glissement = { pas, retiree, anomalie: noter("deplacee", rang, rang, id, phrase) };
  }

  function lireSaine(ligne: LigneJournal, vue: Vue, avant: Vue | null, suit: boolean): void {
    if (!suit) {
      lever();
      return;
    }
    if (tient(ligne, avant)) {
      lever();
      if (avant?.saine && vue.le < avant.le)
        noter("alteree", vue.rang, vue.rang, vue.id, "Cette entrée se dit plus ancienne que celle qu’elle suit.");
      return;
    }
    if (avant === null) {
      noter("alteree", vue.rang, vue.rang, vue.id, "Première de sa chaîne, cette entrée en suit pourtant une autre.");
      return;
    }
    // What precedes is already known to be broken.
    if (!avant.saine) {
      lever();
      return;
    }
    if (doute?.a === avant) {
      const phrase = "Ces entrées ne se tiennent plus : l’une au moins a été modifiée puis scellée de nouveau.";
      noter("alteree", doute.de.rang, avant.rang, avant.id, phrase);
      doute = null;
      return;
    }
    lever();
    doute = { de: avant, a: vue };
  }

  function lire(ligne: LigneJournal, tete: TeteChaine | null): void {
    const attendu = (precedente?.rang ?? 0) + 1;
    if (ligne.rang < attendu) {
      noter("ajoutee", ligne.rang, ligne.rang, ligne.id, "Cette entrée porte un rang que la chaîne n’a pas donné.");
      return;
    }
    const calculee = empreinteEntree(ligne, sha256);
    const saChaine = ligne.dossierId ?? CHAINE_SERVICE;
    const saine = calculee === ligne.empreinte && ligne.chaine === saChaine;
    const vue: Vue = { ...ligne, calculee, saine };
    const suit = ligne.rang === attendu;
    if (!suit) {
      const phrase = attendu === ligne.rang - 1 ? "Cette entrée a été retirée." : "Ces entrées ont été retirées.";
      noter("retiree", attendu, ligne.rang - 1, null, phrase);
    }
    const avant = precedente;
    const pas = saine ? null : pasDuGlissement(ligne);
    if (saine) lireSaine(ligne, vue, avant, suit);
    else if (pas !== null) lireGlissee(ligne, pas, avant);
    else {
      lever();
      const phrase = "Le contenu de cette entrée n’est pas celui qui a été scellé.";
      const anomalie = noter("alteree", ligne.rang, ligne.rang, ligne.id, phrase);
      if (suspects.length < SUSPECTS_MAX) suspects.push({ ligne, anomalie });
    }
    if (tete !== null && ligne.rang === tete.rang && ligne.empreinte === tete.empreinte) rangTeteVu = ligne.rang;
    precedente = vue;
  }

  /** Entries broken where they are, sound where another broken one is: they exchanged their places. */
  function reconnaitreDeplacees(): void {
    for (const { ligne, anomalie } of suspects)
      for (const { ligne: autre } of suspects) {
        if (autre === ligne) continue;
        const { rang, precedente: lien } = autre;
        const ailleurs = [
          { ...ligne, rang },
          { ...ligne, rang, precedente: lien },
        ];
        if (!ailleurs.some((l) => empreinteEntree(l, sha256) === ligne.empreinte)) continue;
        anomalie.genre = "deplacee";
        anomalie.phrase = deplacee(rang);
      }
  }

  function conclureTete(tete: TeteChaine | null): void {
    const derniere = precedente;
    if (derniere === null) {
      if (tete !== null && tete.rang > 0) noter("retiree", 1, tete.rang, null, "Toute la chaîne a été retirée.");
      return;
    }
    const { rang, id } = derniere;
    if (tete === null) {
      noter("tete", rang, rang, id, "La tête de cette chaîne a été retirée.");
      return;
    }
    if (tete.empreinte === derniere.empreinte || (!derniere.saine && tete.empreinte === derniere.calculee)) {
      if (tete.rang !== rang) noter("tete", rang, rang, id, "La tête de cette chaîne n’est pas au rang qu’elle dit.");
      else if (tete.le !== derniere.le && derniere.saine)
        noter("tete", rang, rang, id, "La tête de cette chaîne ne porte pas l’instant de la dernière entrée.");
    } else if (tete.rang > rang)
      noter("retiree", rang + 1, tete.rang, null, "Les dernières entrées de cette chaîne ont été retirées.");
    else if (rangTeteVu === tete.rang && tete.rang < rang)
      noter(
        "ajoutee",
        tete.rang + 1,
        rang,
        id,
        "Ces entrées n’ont pas été écrites par la chaîne : sa tête les ignore.",
      );
    else if (derniere.saine || tete.rang !== rang) {
      // A doubt on the last one and a head that knows neither: the last one is the one that was sealed anew.
      const premier = doute?.de.rang ?? rang;
      doute = null;
      const phrase = "La tête de cette chaîne n’est pas celle de la dernière entrée : l’une des deux a été changée.";
      noter("tete", premier, rang, id, phrase);
    }
  }

  return {
    lire,
    conclure(tete) {
      conclureTete(tete);
      lever();
      reconnaitreDeplacees();
      return anomalies;
    },
  };
}
