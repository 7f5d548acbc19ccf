"use client";
import { useEffect } from "react";

/**
 * Takes the token out of the address bar and of the history once the form holds it: not in a screenshot, not on a shared
 * screen, not in the history of a shared computer. Without JavaScript the form works all the same.
 */
export function AdresseSansJeton() {
  // With its state: the router's own, which it needs to come back to this page.
  useEffect(() => window.history.replaceState(window.history.state, "", window.location.pathname), []);
  return null;
}
