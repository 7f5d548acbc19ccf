// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { OrganisationsProvider, useOrganisationConnue } from "@/components/consortium/organisations-connues";
import type { IdentiteOrganisation } from "@/lib/domain/organisations";

const SIRET = "73282932000074";
const org = (nom: string): IdentiteOrganisation => ({
  nom,
  siret: SIRET,
  uai: null,
  nature: null,
  categorie: null,
  commune: null,
  source: "registre",
  verifieeLe: "2026-11-01",
  fermeeLe: null,
});
const jamais = () => Promise.reject(new Error("demandé"));
const Nom = () => useOrganisationConnue({ siret: SIRET })?.nom ?? "personne";

test("une page redessinée par le service montre les identités qu’il donne alors", async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  const noeud = document.createElement("main");
  const racine = createRoot(noeud);
  const dessiner = (...organisations: IdentiteOrganisation[]) =>
    act(async () =>
      racine.render(
        <OrganisationsProvider organisations={organisations} registre verifier={jamais}>
          <Nom />
        </OrganisationsProvider>,
      ),
    );
  await dessiner();
  expect(noeud.textContent).toBe("personne");
  await dessiner(org("Avant"));
  expect(noeud.textContent).toBe("Avant");
  await dessiner(org("Après"));
  expect(noeud.textContent).toBe("Après");
  await act(async () => racine.unmount());
});
