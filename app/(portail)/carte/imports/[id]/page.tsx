import type { Metadata } from "next";
import Link from "next/link";
import { forbidden, notFound } from "next/navigation";
import { BilanImport } from "@/components/carte-formations/imports/bilan-import";
import { ColonnesImport } from "@/components/carte-formations/imports/colonnes-import";
import { DecisionImportCarte } from "@/components/carte-formations/imports/decision-import-carte";
import { DejaRecu } from "@/components/carte-formations/imports/deja-recu";
import { EcarteesImport } from "@/components/carte-formations/imports/ecartees-import";
import { PrevisionsImport } from "@/components/carte-formations/imports/previsions-import";
import { RemarquesImport } from "@/components/carte-formations/imports/remarques-import";
import { douteNombre, resumeImport } from "@/components/carte-formations/imports/resume-import";
import { SuiviApplication } from "@/components/carte-formations/imports/suivi-application";
import { SuiviImport } from "@/components/carte-formations/imports/suivi-import";
import { VerdictImport } from "@/components/carte-formations/imports/verdict-import";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { jourAParis } from "@/lib/domain/dates";
import { accorder, ecrireDate, ecrireOctets } from "@/lib/domain/ecriture";
import { GENRES_IMPORT, nomEtatImport } from "@/lib/schemas/imports-carte";
import { balayerImports } from "@/lib/server/carte/import/balayer-imports";
import { lireImportCarte, lirePrevisions, lireProgres, lireRemarques } from "@/lib/server/carte/import/lire-imports";
import { etendueCarte } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";
import { abandonner, appliquer } from "../actions";

export const metadata: Metadata = { title: "Rapport d’import de la carte" };

type Personne = { prenom: string; nom: string } | null;
const par = (p: Personne): string => (p === null ? "" : ` par ${p.prenom} ${p.nom}`);

type Parametres = { params: Promise<{ id: string }>; searchParams: Promise<{ deja?: string | string[] }> };

export default async function PageImportCarte({ params, searchParams }: Parametres) {
  const { id } = await params;
  const { deja } = await searchParams;
  const agent = await exigerAgent();
  if (etendueCarte(agent, "carte.importer").regions.length === 0) forbidden();
  await balayerImports(new Date());
  const [lu, progres] = [await lireImportCarte(agent, id), await lireProgres(agent, id)];
  if (lu === null || progres === null) notFound();
  const { nom, objet } = GENRES_IMPORT[lu.genre];
  const remarques = await lireRemarques(agent, id);
  const previsions = await lirePrevisions(agent, id);
  const changements = lu.crees + lu.modifies + lu.retires;
  const dites = remarques.raisons.reduce((somme, r) => somme + r.lignes, 0);
  const applicable = lu.etat === "prepare" && lu.refusees === 0 && changements > 0;
  const doute = applicable ? douteNombre(lu, lu.connues) : null;
  const fichier = `/api/v1/carte/imports/${id}/remarques.csv`;
  return (
    <>
      <FilAriane
        chemin={[
          { href: "/carte", texte: "Carte des formations" },
          { href: "/carte/imports", texte: "Imports" },
        ]}
        courant="Rapport d’import"
      />
      <h1 className="fr-h2">
        {nom} : {nomEtatImport(lu).toLocaleLowerCase("fr")}
      </h1>
      <p>
        {lu.nomFichier}, {ecrireOctets(Number(lu.octets))}, envoyé le {ecrireDate(jourAParis(lu.commenceLe))}
        {par(lu.commencePar)}.
        {lu.appliqueLe === null ? null : ` Appliqué le ${ecrireDate(jourAParis(lu.appliqueLe))}${par(lu.appliquePar)}.`}
        <br />
        <span className="fr-hint-text">Empreinte SHA-256 : {lu.sha256}</span>
      </p>
      {deja !== undefined && (lu.etat === "lecture" || lu.etat === "prepare") ? (
        <DejaRecu nomFichier={lu.nomFichier} le={ecrireDate(jourAParis(lu.commenceLe))} />
      ) : null}
      {lu.etat === "lecture" ? (
        <SuiviImport importId={id} depart={progres} abandonner={abandonner} />
      ) : (
        <>
          <VerdictImport
            etat={lu.etat}
            motif={lu.motifEchec}
            refusees={lu.refusees}
            changements={changements}
            toutEcarte={lu.lues > 0 && lu.lues === lu.ecartees}
            dejaImporteLe={lu.dejaImporte === null ? null : ecrireDate(jourAParis(lu.dejaImporte))}
          />
          {doute === null ? null : (
            <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-3w">
              <p>{doute}</p>
            </div>
          )}
          {lu.etat === "prepare" || lu.etat === "applique" ? <BilanImport lu={lu} /> : null}
          {lu.etat === "prepare" && progres.appliquees !== null ? (
            <SuiviApplication importId={id} depart={progres} />
          ) : lu.etat === "prepare" ? (
            <DecisionImportCarte
              importId={id}
              resume={applicable ? resumeImport(lu) : null}
              doute={doute}
              retires={lu.retires}
              depart={progres}
              appliquer={appliquer}
              abandonner={abandonner}
            />
          ) : null}
          {lu.etat === "applique" && lu.genre === "orion" ? (
            <p className="fr-mt-3w">
              <Link className="fr-link" href="/carte/demandes">
                Voir les demandes de la carte
              </Link>
            </p>
          ) : null}
          <RemarquesImport
            id="refus"
            titre="Lignes refusées"
            explication={`${accorder(lu.refusees, "ligne à corriger", "lignes à corriger")} dans le fichier avant de l’envoyer à nouveau.`}
            remarques={remarques.refus}
            total={lu.refusees}
            perdues={remarques.perdues.refus}
            fichier={fichier}
          />
          <PrevisionsImport
            id="modifiees"
            titre="Ce qui sera modifié"
            lignes={previsions.modifier}
            total={lu.modifies}
          />
          <PrevisionsImport id="creees" titre="Ce qui sera créé" lignes={previsions.creer} total={lu.crees} />
          <RemarquesImport
            id="retraits"
            titre={lu.etat === "applique" ? "Ce qui a été retiré" : "Ce qui sera retiré"}
            explication={`${accorder(lu.retires, objet[0], objet[1])} : le fichier dit en entier les établissements qu’il nomme.`}
            remarques={remarques.retraits}
            total={lu.retires}
            perdues={Math.max(0, remarques.retraits.length === 0 ? lu.retires : 0)}
            fichier={fichier}
          />
          <EcarteesImport
            genre={lu.genre}
            total={lu.ecartees}
            raisons={remarques.raisons}
            remarques={remarques.ecartees}
            fichier={fichier}
          />
          <RemarquesImport
            id="avertissements"
            titre="Lignes prises, à vérifier"
            explication={`${accorder(lu.avertissements - dites, "remarque n’empêche", "remarques n’empêchent")} pas l’import.`}
            remarques={remarques.avertissements}
            total={lu.avertissements - dites}
            perdues={remarques.perdues.avertissements}
            fichier={fichier}
          />
          {lu.etat === "prepare" ? <ColonnesImport colonnes={lu.colonnes} /> : null}
        </>
      )}
    </>
  );
}
