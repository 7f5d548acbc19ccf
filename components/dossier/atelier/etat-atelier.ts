/** What a page knows of the workshop: who is there, what is being discussed. Components subscribe to it. */
import { sectionDe } from "@/lib/domain/edition/adresses";
import type { CodeSection } from "@/lib/domain/sections";
import type { Battement, Present } from "@/lib/schemas/atelier";
import { type CommentairesVus, estOuvert, type FilVu } from "@/lib/schemas/commentaires";

export type VueAtelier = {
  presents: readonly Present[];
  commentaires: CommentairesVus | null;
  /** Open threads: of a section (those of its fields included), of a field. */
  parSection: ReadonlyMap<string, number>;
  parAdresse: ReadonlyMap<string, number>;
  /** Mentions of the person that they have not read. */
  nonLues: number;
};

export type Atelier = ReturnType<typeof creerAtelier>;

const VIDE: VueAtelier = {
  presents: [],
  commentaires: null,
  parSection: new Map(),
  parAdresse: new Map(),
  nonLues: 0,
};

const memes = (a: readonly Present[], b: readonly Present[]): boolean =>
  a.length === b.length &&
  a.every((p, i) => {
    const q = b[i] as Present;
    return p.id === q.id && p.nom === q.nom && p.section === q.section && p.adresse === q.adresse;
  });

function compter(fils: readonly FilVu[]): Pick<VueAtelier, "parSection" | "parAdresse" | "nonLues"> {
  const parSection = new Map<string, number>();
  const parAdresse = new Map<string, number>();
  const un = (ou: Map<string, number>, cle: string) => ou.set(cle, (ou.get(cle) ?? 0) + 1);
  let nonLues = 0;
  for (const fil of fils) {
    nonLues += fil.mentionsNonLues;
    if (!estOuvert(fil)) continue;
    un(parSection, fil.section);
    if (fil.adresse !== null) un(parAdresse, fil.adresse);
  }
  return { parSection, parAdresse, nonLues };
}

export function creerAtelier(lireCommentaires: () => Promise<CommentairesVus | null>) {
  let vue = VIDE;
  let marque: string | null = null;
  let lecture: Promise<void> | null = null;
  const abonnes = new Set<() => void>();
  const changer = (partie: Partial<VueAtelier>) => {
    vue = { ...vue, ...partie };
    for (const abonne of abonnes) abonne();
  };
  const poserPresents = (presents: readonly Present[]) => {
    // The same people at the same places: nothing is drawn again at each beat.
    if (!memes(vue.presents, presents)) changer({ presents });
  };
  const poserCommentaires = (commentaires: CommentairesVus | null) => {
    if (commentaires !== null) changer({ commentaires, ...compter(commentaires.fils) });
  };

  /** One reading at a time; asked for again meanwhile, it is done again. */
  let encore = false;
  function relire(): Promise<void> {
    if (lecture !== null) {
      encore = true;
      return lecture;
    }
    lecture = (async () => {
      do {
        encore = false;
        poserCommentaires(await lireCommentaires());
      } while (encore);
    })().finally(() => {
      lecture = null;
    });
    return lecture;
  }

  return {
    souscrire(abonne: () => void) {
      abonnes.add(abonne);
      return () => {
        abonnes.delete(abonne);
      };
    },
    lire: () => vue,
    lireAuServeur: () => VIDE,
    recevoir({ presents, commentaires }: Battement) {
      poserPresents(presents);
      const nouvelle = commentaires?.marque ?? null;
      if (nouvelle === null || nouvelle === marque) return;
      marque = nouvelle;
      void relire();
    },
    perdre: () => poserPresents([]),
    poserCommentaires,
    /** After one's own gesture: without waiting for the beat. */
    relire,
  };
}

/** Those in a section; `null`: on its whole. */
export const presentsDans = (presents: readonly Present[], section: CodeSection): readonly Present[] =>
  presents.filter((p) => p.section === section);

/** Who has the focus of this field. */
export const presentsSur = (presents: readonly Present[], adresse: string): readonly Present[] =>
  presents.filter((p) => p.adresse === adresse && p.section === sectionDe(adresse));

/** « CD »: for the eye only, the whole name is always there too. */
export const initiales = (nom: string): string =>
  nom
    .split(/[\s-]+/)
    .filter(Boolean)
    .map((mot) => mot[0] as string)
    .filter((_, i, tous) => i === 0 || i === tous.length - 1)
    .join("")
    .toLocaleUpperCase("fr");
