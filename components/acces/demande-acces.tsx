"use client";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { AttenteHydratation } from "@/components/dossier/attente-hydratation";
import { ChampChoix } from "@/components/dsfr/champ-choix";
import { ChampLong, ChampTexte } from "@/components/dsfr/champ-texte";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { CODES_ROLE, demande, departementDeUai, porteeDe, quiDecide } from "@/lib/domain/habilitations";
import { nomRegion, REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import { type CodeRole, nomRole } from "@/lib/domain/roles";
import { type DemandeAccesSaisie, demandeAcces } from "@/lib/schemas/acces";
import type { Reponse } from "@/lib/schemas/reponse";
import { useFormulaire } from "./usage-formulaire";

export type DepartementConnu = { code: string; nom: string; region: string };

type Valeurs = { role: string; regionAcademique: string; uai: string; campus: string; siret: string; motif: string };

const estRole = (code: string): code is CodeRole => (CODES_ROLE as readonly string[]).includes(code);

/** A role, then only the fields that it needs, then why. */
export function DemandeAcces({
  siret,
  region,
  campus,
  departements,
  demander,
}: {
  siret: string;
  region: string;
  campus: readonly string[];
  departements: readonly DepartementConnu[];
  demander: (demande: DemandeAccesSaisie) => Promise<Reponse<{ id: string }>>;
}) {
  const routeur = useRouter();
  const [envoyee, setEnvoyee] = useState<CodeRole | null>(null);
  const avis = useRef<HTMLDivElement>(null);
  const { champ, soumettre, refus, enCours, valeurs } = useFormulaire<Valeurs, { id: string }>({
    cle: "acces",
    schema: demandeAcces,
    defauts: { role: "", regionAcademique: region, uai: "", campus: "", siret, motif: "" },
    envoyer: (v) => demander(v as DemandeAccesSaisie),
    surSucces: () => {
      setEnvoyee(estRole(valeurs.role) ? valeurs.role : null);
      routeur.refresh();
      requestAnimationFrame(() => avis.current?.focus());
    },
  });
  const role = estRole(valeurs.role) ? valeurs.role : null;
  const portee = role === null ? null : porteeDe(role);
  return (
    <>
      <div ref={avis} tabIndex={-1} role="status">
        {envoyee === null ? null : (
          <div className="fr-alert fr-alert--success fr-mb-3w">
            <p>
              Votre demande « {nomRole(envoyee)} » est envoyée. La décision revient à : {quiDecide(envoyee)}. Vous
              recevrez un courriel, et la réponse s’affichera sur cette page.
            </p>
          </div>
        )}
      </div>
      <form
        noValidate
        className="rg-lecture"
        onSubmit={(e) => {
          setEnvoyee(null);
          void soumettre(e);
        }}
      >
        <RefusFormulaire erreur={refus} />
        <AttenteHydratation>
          <ChampChoix
            {...champ("role")}
            libelle="Rôle demandé"
            aide={portee?.phrase ?? "Ce que vous ferez dans Rigel. Vous pouvez demander plusieurs rôles, un par un."}
            options={CODES_ROLE.map((code) => ({
              valeur: code,
              libelle: porteeDe(code).surDemande ? nomRole(code) : `${nomRole(code)} (sur invitation)`,
            }))}
            vide="Choisir un rôle"
          />
          {role !== null && portee?.surDemande === false ? (
            <div className="fr-callout">
              <p className="fr-callout__text">
                Ce rôle ne se demande pas : l’équipe du dossier invite ses partenaires par courriel. Demandez une
                invitation à la personne qui monte le dossier.
              </p>
            </div>
          ) : null}
          {role !== null && portee?.surDemande ? (
            <>
              {demande(role, "uai") ? (
                <ChampTexte
                  {...champ("uai")}
                  libelle="UAI de l’établissement"
                  aide="7 chiffres et une lettre, par exemple 0951099D. Il est dans l’annuaire de l’éducation."
                  longueurMax={12}
                  complements={regionDe(valeurs.uai, departements)}
                />
              ) : null}
              {demande(role, "campus") ? (
                <>
                  <ChampTexte
                    {...champ("campus")}
                    libelle="Campus"
                    aide="Écrivez quelques lettres, puis choisissez dans la liste nationale des campus."
                    liste="campus-nationaux"
                  />
                  <datalist id="campus-nationaux">
                    {campus.map((nom) => (
                      <option key={nom} value={nom} />
                    ))}
                  </datalist>
                </>
              ) : null}
              {demande(role, "regionAcademique") ? (
                <ChampChoix
                  {...champ("regionAcademique")}
                  libelle="Région académique"
                  aide="Celle où vous exercerez ce rôle."
                  options={REGIONS_ACADEMIQUES.map((r) => ({ valeur: r.code, libelle: r.nom }))}
                  vide="Choisir une région académique"
                />
              ) : null}
              {demande(role, "siret") ? (
                <ChampTexte
                  {...champ("siret")}
                  libelle="SIRET de votre organisation"
                  aide="14 chiffres. Il est sur l’Annuaire des entreprises, et sur les courriers de votre organisation."
                  longueurMax={20}
                />
              ) : null}
              <ChampLong
                {...champ("motif")}
                libelle="Pourquoi avez-vous besoin de cet accès ?"
                aide="Votre fonction, votre service, le projet concerné. La personne qui décide lira ces mots."
              />
              <p className="fr-hint-text fr-mt-2w fr-mb-0">La décision revient à : {quiDecide(role)}.</p>
            </>
          ) : null}
        </AttenteHydratation>
        {portee?.surDemande === false ? null : (
          <button type="submit" className="fr-btn fr-mt-3w" disabled={enCours}>
            {enCours ? "Envoi…" : "Envoyer la demande"}
          </button>
        )}
      </form>
    </>
  );
}

/** The région that follows from the UAI, said while typing: it tells who will decide. */
function regionDe(uai: string, departements: readonly DepartementConnu[]) {
  const code = departementDeUai(uai.trim().toUpperCase());
  const trouve = code === null ? undefined : departements.find((d) => d.code === code);
  return trouve === undefined
    ? []
    : [
        {
          id: "acces-uai-region",
          contenu: (
            <p className="fr-hint-text fr-mb-0">
              {trouve.nom}, région académique {nomRegion(trouve.region)}
            </p>
          ),
        },
      ];
}
