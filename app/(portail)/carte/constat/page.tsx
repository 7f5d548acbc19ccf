import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { AvancementConstat } from "@/components/carte-formations/constat/avancement-constat";
import { ChoixConstat } from "@/components/carte-formations/constat/choix-constat";
import { TableConstat } from "@/components/carte-formations/constat/table-constat";
import { FilAriane } from "@/components/dsfr/fil-ariane";
import { Pagination } from "@/components/dsfr/pagination";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import {
  adresseConstat,
  CHEMIN_CONSTAT,
  CHEMIN_PLACES_CSV,
  type FiltresConstat,
  lireFiltresConstat,
} from "@/lib/schemas/constat";
import { lireAvancement, TAILLE_AVANCEMENT } from "@/lib/server/carte/constat/avancement";
import { lireConstat } from "@/lib/server/carte/constat/lire-constat";
import { type Agent, etendueCarte, peut } from "@/lib/server/droits";
import { exigerAgent } from "@/lib/server/session";
import { saisirConstat } from "./actions";
import "@/components/dsfr/champs.css";

export const metadata: Metadata = { title: "Constat des places" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PageConstat({ searchParams }: Props) {
  const agent = await exigerAgent();
  if (!peut(agent, "carte.consulter")) forbidden();
  const filtres = lireFiltresConstat(await searchParams);
  const { partout, regions, uais } = etendueCarte(agent, "carte.lire");
  // An établissement's account has one table to fill in: no list stands before it.
  const seul = !partout && regions.length === 0 ? [...new Set(uais)] : [];
  const uai = filtres.uai || seul[0] || "";
  return (
    <>
      <FilAriane
        chemin={[
          { href: "/carte", texte: "Carte des formations" },
          ...(uai !== "" && seul.length === 0
            ? [{ href: adresseConstat({ rentree: filtres.rentree }), texte: "Constat des places" }]
            : []),
        ]}
        courant={uai !== "" && seul.length === 0 ? uai : "Constat des places"}
      />
      {uai === "" ? (
        <Liste agent={agent} filtres={filtres} />
      ) : (
        <Etablissement agent={agent} uai={uai} filtres={filtres} autres={seul} />
      )}
    </>
  );
}

async function Etablissement({
  agent,
  uai,
  filtres,
  autres,
}: {
  agent: Agent;
  uai: string;
  filtres: FiltresConstat;
  autres: readonly string[];
}) {
  const espace = await lireConstat(agent, { uai, rentree: Number(filtres.rentree) || null }, new Date());
  if (espace === null) {
    if (!autres.includes(uai)) notFound();
    return (
      <>
        <h1 className="fr-h2">Constat des places</h1>
        <p className="rg-lecture">
          Aucune demande de la carte ne concerne l’établissement {uai} pour le moment. Elles apparaissent ici quand
          votre région académique importe son fichier d’Orion.
        </p>
      </>
    );
  }
  return (
    <>
      <h1 className="fr-h2">Constat des places, {espace.etablissement}</h1>
      <p className="rg-lecture">
        Les places réellement ouvertes à la rentrée, demande par demande, à côté de celles qui étaient prévues et
        validées. Le constat se fait à chaque rentrée, jusqu’à cinq ans après la fin du projet.
      </p>
      {espace.rentrees.length > 0 && filtres.rentree !== "" && Number(filtres.rentree) !== espace.rentree ? (
        <p className="fr-message fr-message--info fr-mb-2w">
          {`Rien n’est à constater ici à la rentrée ${filtres.rentree} : voici celle de ${espace.rentree}.`}
        </p>
      ) : null}
      {espace.rentrees.length === 0 ? (
        <p>La première rentrée à constater n’est pas encore passée : les demandes connues sont pour plus tard.</p>
      ) : (
        <>
          <ChoixConstat
            chemin={CHEMIN_CONSTAT}
            {...(autres.length > 1 ? {} : { caches: { uai } })}
            choix={[
              ...(autres.length > 1
                ? [
                    {
                      nom: "uai",
                      libelle: "Établissement",
                      valeur: uai,
                      options: autres.map((u) => ({ valeur: u, libelle: u })),
                    },
                  ]
                : []),
              {
                nom: "rentree",
                libelle: "Rentrée",
                valeur: String(espace.rentree),
                options: espace.rentrees.map((r) => ({ valeur: String(r), libelle: String(r) })),
              },
            ]}
          >
            <a
              className="fr-btn fr-btn--tertiary fr-btn--icon-left fr-icon-download-line"
              href={adresseConstat({ uai, rentree: espace.rentree }, CHEMIN_PLACES_CSV)}
              download
            >
              Télécharger le tableau (CSV)
            </a>
          </ChoixConstat>
          <TableConstat key={`${uai}-${espace.rentree}`} espace={espace} enregistrer={saisirConstat} />
        </>
      )}
    </>
  );
}

async function Liste({ agent, filtres }: { agent: Agent; filtres: FiltresConstat }) {
  const a = await lireAvancement(agent, filtres, new Date());
  const ou = { region: filtres.region, rentree: a.rentree, etat: filtres.etat.toLowerCase() };
  return (
    <>
      <h1 className="fr-h2">Constat des places</h1>
      <p className="rg-lecture">
        Ce que chaque établissement a réellement ouvert. Sans constat, une demande validée n’est ni ouverte ni
        manquante : on ne le sait pas.
      </p>
      {a.rentrees.length === 0 ? (
        <p>
          Aucune demande validée pour une rentrée passée : importez d’abord l’export d’Orion, depuis la carte des
          formations.
        </p>
      ) : (
        <>
          <ChoixConstat
            chemin={CHEMIN_CONSTAT}
            caches={{ region: filtres.region }}
            choix={[
              {
                nom: "rentree",
                libelle: "Rentrée",
                valeur: String(a.rentree),
                options: a.rentrees.map((r) => ({ valeur: String(r), libelle: String(r) })),
              },
              {
                nom: "etat",
                libelle: "Établissements",
                valeur: ou.etat,
                options: [
                  { valeur: "", libelle: "Tous" },
                  { valeur: "reste", libelle: "Avec des lignes à constater" },
                ],
              },
            ]}
          >
            <a
              className="fr-btn fr-btn--tertiary fr-btn--icon-left fr-icon-download-line"
              href={adresseConstat({ region: filtres.region, rentree: a.rentree }, CHEMIN_PLACES_CSV)}
              download
            >
              Télécharger le tableau (CSV)
            </a>
          </ChoixConstat>
          <p>
            <strong>
              {ecrireNombre(a.saisies)} sur {accorder(a.attendues, "demande validée", "demandes validées")}
            </strong>{" "}
            pour la rentrée {a.rentree} :{" "}
            {a.saisies === a.attendues ? "tout est constaté." : "le reste n’est pas connu."}
          </p>
          <AvancementConstat lignes={a.lignes} rentree={a.rentree} />
          <Pagination
            page={a.page}
            pages={Math.max(1, Math.ceil(a.total / TAILLE_AVANCEMENT))}
            total={a.total}
            parPage={TAILLE_AVANCEMENT}
            adresse={(page) => `${adresseConstat(ou)}&page=${page}`}
          />
        </>
      )}
    </>
  );
}
