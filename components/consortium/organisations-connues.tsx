"use client";
/**
 * Identities of organisations that this page has heard of: those of its partners, what searches found, what a register answered. One
 * small store, so that the card of a partner shows where its identity stands while its SIRET is being typed.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import {
  estLaMeme,
  type IdentiteDeclaree,
  type IdentiteOrganisation,
  siretLu,
  uaiLu,
} from "@/lib/domain/organisations";
import type { DemandeVerification, OrganisationsTrouvees, Verification } from "@/lib/schemas/organisations";
import type { Reponse } from "@/lib/schemas/reponse";
import { creerFile, type File } from "./file-verifications";

export type VerifierIdentite = (demande: DemandeVerification) => Promise<Reponse<Verification>>;

export type Connues = ReturnType<typeof creerConnues>;

export function creerConnues(premieres: readonly IdentiteOrganisation[]) {
  const parCode = new Map<string, IdentiteOrganisation>();
  const demandes = new Set<string>();
  const abonnes = new Set<() => void>();
  const poser = (o: IdentiteOrganisation) => {
    // One établissement of a cité scolaire never hides another one under their common SIRET.
    if (o.uai !== null) parCode.set(o.uai, o);
    if (o.siret !== null && (o.uai === null || !parCode.has(o.siret))) parCode.set(o.siret, o);
  };
  /** What the service holds: the one organisation that has a SIRET there, whatever this page had heard under it. */
  const tenir = (organisations: readonly IdentiteOrganisation[]) => {
    const vus = new Set<string>();
    for (const o of organisations) {
      poser(o);
      if (o.siret === null || vus.has(o.siret)) continue;
      vus.add(o.siret);
      parCode.set(o.siret, o);
    }
  };
  tenir(premieres);
  const prevenir = () => {
    for (const abonne of abonnes) abonne();
  };
  return {
    souscrire(abonne: () => void) {
      abonnes.add(abonne);
      return () => void abonnes.delete(abonne);
    },
    retenir(organisations: readonly IdentiteOrganisation[]) {
      organisations.forEach(poser);
      prevenir();
    },
    /** The identities of the partners, read again by the service. */
    actualiser(organisations: readonly IdentiteOrganisation[]) {
      tenir(organisations);
      prevenir();
    },
    /** What is known of who bears these identifiers: the UAI first, which names one établissement. */
    trouver(p: IdentiteDeclaree): IdentiteOrganisation | null {
      const [siret, uai] = [siretLu(p.siret), uaiLu(p.uai)];
      const lue = (uai !== null && parCode.get(uai)) || (siret !== null && parCode.get(siret)) || null;
      return lue !== null && estLaMeme(p, lue) ? lue : null;
    },
    /** True once per code: the server is asked about it once per page. */
    aDemander: (code: string): boolean => !parCode.has(code) && !demandes.has(code) && demandes.add(code) !== undefined,
    oublierDemande: (code: string) => void demandes.delete(code),
  };
}

type Contexte = { connues: Connues; enFile: File; registre: boolean; verifier: VerifierIdentite };
const ContexteOrganisations = createContext<Contexte | null>(null);

export function OrganisationsProvider({
  organisations,
  registre,
  verifier,
  children,
}: {
  organisations: readonly IdentiteOrganisation[];
  /** Whether this service asks a company register. */
  registre: boolean;
  verifier: VerifierIdentite;
  children: ReactNode;
}) {
  const [connues] = useState(() => creerConnues(organisations));
  const [enFile] = useState(creerFile);
  // The page drawn again by the service (an import of the annuaire, another page's check) brings newer ones.
  useEffect(() => connues.actualiser(organisations), [connues, organisations]);
  const valeur = useMemo(() => ({ connues, enFile, registre, verifier }), [connues, enFile, registre, verifier]);
  return <ContexteOrganisations value={valeur}>{children}</ContexteOrganisations>;
}

export function useOrganisations(): Contexte {
  const contexte = useContext(ContexteOrganisations);
  if (contexte === null) throw new Error("OrganisationsProvider manque au-dessus de ce composant.");
  return contexte;
}

export async function chercherOrganisations(q: string, signal?: AbortSignal): Promise<OrganisationsTrouvees | null> {
  const reponse = await fetch(`/api/v1/organisations?q=${encodeURIComponent(q)}`, signal ? { signal } : {});
  return reponse.ok ? ((await reponse.json()) as OrganisationsTrouvees) : null;
}

const REPIT_MS = 400;

/** Who bears these identifiers, as far as this page knows already. */
export function useOrganisationConnue(p: IdentiteDeclaree): IdentiteOrganisation | null {
  const { connues } = useOrganisations();
  const lire = () => connues.trouver(p);
  return useSyncExternalStore(connues.souscrire, lire, lire);
}

/** Who bears the identifiers typed for this partner; the list is asked once for each that it has not heard of. */
export function useOrganisation(p: IdentiteDeclaree): IdentiteOrganisation | null {
  const { connues } = useOrganisations();
  const trouvee = useOrganisationConnue(p);
  const codes = [uaiLu(p.uai), siretLu(p.siret)].filter((c) => c !== null).join(" ");
  useEffect(() => {
    if (codes === "") return;
    let parti = false;
    const minuterie = setTimeout(async () => {
      parti = true;
      for (const code of codes.split(" ").filter(connues.aDemander)) {
        const lues = await chercherOrganisations(code).catch(() => null);
        if (lues === null) connues.oublierDemande(code);
        else connues.retenir(lues.organisations);
      }
    }, REPIT_MS);
    return () => {
      if (!parti) clearTimeout(minuterie);
    };
  }, [codes, connues]);
  return trouvee;
}
