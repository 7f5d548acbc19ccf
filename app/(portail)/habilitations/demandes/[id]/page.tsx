import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { CHEMIN, CHEMIN_DEMANDES } from "@/components/habilitations/adresse";
import { BadgeDemande } from "@/components/habilitations/badge-etat";
import { Decision } from "@/components/habilitations/decision";
import styles from "@/components/habilitations/habilitations.module.css";
import { jourAParis } from "@/lib/domain/dates";
import { ecrireDate } from "@/lib/domain/ecriture";
import { ecrireHabilitation, ecrirePortee } from "@/lib/domain/habilitations";
import { REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import { nomRole } from "@/lib/domain/roles";
import { base } from "@/lib/server/base";
import { peut } from "@/lib/server/droits";
import { type DemandeLue, lireDemande } from "@/lib/server/habilitations/lire-demande";
import { campusAJour } from "@/lib/server/referentiels/tenir-a-jour";
import { exigerAgent } from "@/lib/server/session";
import { accorder, refuser } from "../../actions";
import "@/components/dsfr/champs.css";

export const metadata: Metadata = { title: "Demande d’accès" };

type Props = { params: Promise<{ id: string }> };

export default async function PageDemande({ params }: Props) {
  const agent = await exigerAgent();
  const maintenant = new Date();
  const demande = await lireDemande(agent, (await params).id, maintenant);
  if (demande === null) notFound();
  const campus = await campusAJour(await base());
  const titre = `Demande de ${demande.personne}`;
  return (
    <>
      <FilAriane
        chemin={[
          { href: CHEMIN, texte: "Habilitations" },
          { href: CHEMIN_DEMANDES, texte: "Demandes d’accès" },
        ]}
        courant={titre}
      />
      <h1 className="fr-h2">{titre}</h1>
      <div className={styles.fiche}>
        <Faits demande={demande} />
        {demande.etat === "en_attente" ? (
          <Decision
            demandee={demande}
            aujourdhui={jourAParis(maintenant)}
            campus={campus.map((c) => c.nom)}
            regions={REGIONS_ACADEMIQUES.map((r) => r.code).filter((regionAcademique) =>
              peut(agent, "demande.decider", { ...demande, titulaireId: demande.utilisateurId, regionAcademique }),
            )}
            accorder={accorder}
            refuser={refuser}
          />
        ) : (
          <Reponse demande={demande} />
        )}
      </div>
    </>
  );
}

function Faits({ demande: d }: { demande: DemandeLue }) {
  const faits: [string, string][] = [
    ["Personne", d.personne],
    ["Organisation", d.organisation],
    ["Adresse", d.email],
    ["Rôle demandé", nomRole(d.role)],
    ["Périmètre", ecrirePortee(d.role, d)],
    ...(d.siret === null ? [] : [["SIRET", d.siret] as [string, string]]),
    ["Demandé le", ecrireDate(d.creeLe)],
    ["Sa raison", d.motif],
    ["Droits actuels", d.droits.length === 0 ? "Aucun" : d.droits.map(ecrireHabilitation).join("\n")],
  ];
  return (
    <dl className={styles.faits}>
      {faits.map(([nom, valeur]) => (
        <div key={nom} className={styles.paire}>
          <dt>{nom}</dt>
          <dd>{valeur}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Decided: by whom, when, in which words. */
function Reponse({ demande: d }: { demande: DemandeLue }) {
  return (
    <section className={styles.cadre} aria-labelledby="titre-reponse" role="status">
      <h2 className="fr-h5" id="titre-reponse">
        Réponse
      </h2>
      <BadgeDemande etat={d.etat} />
      <p className="fr-mt-1w">
        {d.etat === "retiree" ? "Retirée par la personne" : `Décidée par ${d.decideePar ?? "le service"}`}
        {d.decideeLe ? `, le ${ecrireDate(d.decideeLe)}.` : "."}
      </p>
      {d.reponse ? <p>« {d.reponse} »</p> : null}
      {d.habilitationId ? (
        <p className="fr-mb-0">
          <Link href={`${CHEMIN}/${d.habilitationId}`}>Voir le droit accordé</Link>
        </p>
      ) : null}
    </section>
  );
}
