import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Tableau } from "@/components/dsfr/tableau";
import { DecisionImport } from "@/components/referentiels/decision-import";
import { ETATS_IMPORT } from "@/components/referentiels/etats-import";
import { jourAParis } from "@/lib/domain/dates";
import { accorder, ecrireDate, ecrireNombre, ecrireOctets } from "@/lib/domain/ecriture";
import { GENRES } from "@/lib/schemas/referentiels";
import { peut } from "@/lib/server/droits";
import { lireImport } from "@/lib/server/referentiels/lire-imports";
import { exigerAgent } from "@/lib/server/session";
import { abandonner, appliquer } from "../actions";

export const metadata: Metadata = { title: "Rapport d’import" };

const REFUS_MONTRES = 100;
/** Beyond this share closed, the file is probably not whole. */
const PART_FERMEE_ALERTE = 0.1;

export default async function PageImport({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const agent = await exigerAgent();
  if (!peut(agent, "reference.importer")) forbidden();
  const lu = await lireImport(agent, id);
  if (lu === null) notFound();
  const [un, plusieurs] = GENRES[lu.genre].objet;
  const connus = lu.modifies + lu.fermes + lu.inchanges;
  const suspect = connus > 0 && lu.fermes / connus > PART_FERMEE_ALERTE;
  const rienAFaire = lu.crees + lu.modifies + lu.fermes === 0;
  const lignes: readonly [string, number][] = [
    ["Lignes lues", lu.lues],
    ["Hors du périmètre de Rigel, laissées de côté", lu.ecartees],
    ["Lignes refusées", lu.refusees],
    [lu.etat === "applique" ? "Créés" : "Seront créés", lu.crees],
    [lu.etat === "applique" ? "Modifiés" : "Seront modifiés", lu.modifies],
    [lu.etat === "applique" ? "Marqués fermés" : "Seront marqués fermés, absents du fichier", lu.fermes],
    ["Inchangés", lu.inchanges],
  ];
  return (
    <>
      <FilAriane
        chemin={[
          { href: "/administration", texte: "Administration" },
          { href: "/administration/referentiels", texte: "Référentiels" },
        ]}
        courant="Rapport d’import"
      />
      <h1 className="fr-h2">
        {GENRES[lu.genre].nom} : {ETATS_IMPORT[lu.etat].toLocaleLowerCase("fr")}
      </h1>
      <p>
        {lu.nomFichier}, {ecrireOctets(lu.octets)}, lu le {ecrireDate(jourAParis(lu.prepareLe))} par{" "}
        {lu.preparePar.prenom} {lu.preparePar.nom}.
        {lu.appliqueLe !== null && lu.appliquePar !== null
          ? ` Appliqué le ${ecrireDate(jourAParis(lu.appliqueLe))} par ${lu.appliquePar.prenom} ${lu.appliquePar.nom}.`
          : null}
        <br />
        <span className="fr-hint-text">Empreinte SHA-256 : {lu.sha256}</span>
      </p>
      {lu.etat === "prepare" && suspect ? (
        <div className="fr-alert fr-alert--warning fr-mb-3w">
          <h2 className="fr-alert__title">Ce fichier est-il entier ?</h2>
          <p>
            Il marquerait fermés {ecrireNombre(lu.fermes)} {plusieurs} sur {ecrireNombre(connus)} connus. Vérifiez-le
            avant de l’appliquer.
          </p>
        </div>
      ) : null}
      <Tableau
        id="rapport"
        titre="Ce que contient le fichier"
        lignes={lignes}
        cle={([nom]) => nom}
        colonnes={[
          { cle: "nom", nom: "Rapport", entete: true, contenu: ([nom]) => nom },
          { cle: "nombre", nom: "Nombre", aDroite: true, contenu: ([, nombre]) => ecrireNombre(nombre) },
        ]}
      />
      {lu.etat === "prepare" && rienAFaire ? (
        <p className="fr-mt-3w">Tout ce que dit ce fichier est déjà connu : l’appliquer ne changerait rien.</p>
      ) : null}
      {lu.etat === "prepare" ? (
        <DecisionImport
          importId={lu.id}
          resume={`${accorder(lu.crees, `${un} créé`, `${plusieurs} créés`)}, ${ecrireNombre(lu.modifies)} modifiés, ${ecrireNombre(lu.fermes)} marqués fermés, ${ecrireNombre(lu.inchanges)} inchangés.`}
          appliquer={appliquer}
          abandonner={abandonner}
        />
      ) : null}
      {lu.refusees === 0 ? null : (
        <section aria-labelledby="refus-titre-section" className="fr-mt-5w">
          <h2 className="fr-h4" id="refus-titre-section">
            Lignes refusées
          </h2>
          <p>
            {lu.refusees > REFUS_MONTRES ? `Les ${REFUS_MONTRES} premières. ` : null}
            <a className="fr-link" href={`/api/v1/referentiels/${lu.id}/refus`} download>
              Télécharger les lignes refusées (CSV)
            </a>
          </p>
          <Tableau
            id="refus"
            titre="Lignes refusées"
            lignes={lu.refus.slice(0, REFUS_MONTRES)}
            cle={(r) => `${r.ligne}-${r.colonne}`}
            colonnes={[
              { cle: "ligne", nom: "Ligne", entete: true, aDroite: true, contenu: (r) => ecrireNombre(r.ligne) },
              { cle: "colonne", nom: "Colonne", contenu: (r) => r.colonne || "Toute la ligne" },
              { cle: "motif", nom: "Motif", contenu: (r) => r.motif },
              { cle: "valeur", nom: "Valeur", contenu: (r) => r.valeur },
            ]}
          />
        </section>
      )}
    </>
  );
}
