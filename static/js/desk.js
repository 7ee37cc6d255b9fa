// The desk warns before text is lost, and keeps what was typed until it is saved.
//
// Kept in sessionStorage: in this tab and on this computer alone. An entry is dropped
// when a page says that its form was saved, and when somebody signs out.
"use strict";

(() => {
  const user = document.querySelector("#user-tools strong")?.textContent ?? "";
  const shelf = `desk:${user}:`;
  // values of one sending, which say nothing of the text
  const passing = ["csrfmiddlewaretoken", "revision", "state", "seen", "held"];
  const isSaved = document.querySelector(".messagelist .success, [data-saved]") !== null;
  // a form that was sent and is shown again, in place of a redirect
  const isAnswer = !isSaved && document.querySelector("meta[name=answer]") !== null;
  const byName = "select.admin-autocomplete";
  let sending = null;
  let isSigningOut = false;

  const forms = [...document.querySelectorAll("#content form[method=post]")].filter(
    (form) => form.id && form.id !== "changelist-form",
  );
  const keyOf = (form) =>
    `${shelf}${form.getAttribute("action") || location.pathname}#${form.id}`;
  const guardOf = (form) =>
    form.querySelector("input[name=revision], input[name=state]");

  function typed(form) {
    return [...form.elements]
      .filter((field) => field.name && !passing.includes(field.name))
      .filter((field) => !["file", "password", "submit", "button"].includes(field.type))
      .flatMap((field) => {
        if (["checkbox", "radio"].includes(field.type)) {
          return field.checked ? [[field.name, field.value]] : [];
        }
        // the name of a chosen row is kept too: its option is not on the page again
        if (field.selectedOptions) {
          return [...field.selectedOptions].map((option) => [
            field.name,
            option.value,
            option.text,
          ]);
        }
        return [[field.name, field.value.replaceAll("\r\n", "\n")]];
      });
  }

  // the server takes white space off at the ends
  const trimmed = (fields) => fields.map(([name, value]) => [name, value.trim()]);
  const same = (one, other) =>
    JSON.stringify(trimmed(one)) === JSON.stringify(trimmed(other));
  const isChanged = (form) => form.isUnsaved || !same(typed(form), form.opened);

  function keep(form, sent = false) {
    try {
      if (!isChanged(form)) {
        sessionStorage.removeItem(keyOf(form));
        return;
      }
      const entry = { fields: typed(form), guard: guardOf(form)?.value, sent };
      sessionStorage.setItem(keyOf(form), JSON.stringify(entry));
    } catch {
      // full, or forbidden: the warning on leaving remains
    }
  }

  function kept(form) {
    try {
      return JSON.parse(sessionStorage.getItem(keyOf(form)));
    } catch {
      return null;
    }
  }

  function drop(isDropped) {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith("desk:") && isDropped(sessionStorage.getItem(key))) {
        sessionStorage.removeItem(key);
      }
    }
  }

  const chosenIn = (field) =>
    JSON.stringify([...field.selectedOptions].map((option) => option.value));

  // The order of the options is the order in which they were chosen
  function putLast(field, value, label) {
    const known = [...field.options].find((option) => option.value === value);
    field.append(known ?? new Option(label, value));
  }

  // Put the kept values back; return those that have no field on this page
  function putBack(form, entry) {
    const values = new Map();
    const labels = new Map();
    for (const [name, value, label] of entry.fields) {
      values.set(name, [...(values.get(name) ?? []), value]);
      labels.set(`${name}=${value}`, label);
    }
    for (const field of form.elements) {
      if (!field.name || passing.includes(field.name)) continue;
      if (["file", "password", "submit", "button"].includes(field.type)) continue;
      const own = values.get(field.name) ?? [];
      let changed = false;
      if (["checkbox", "radio"].includes(field.type)) {
        changed = field.checked !== own.includes(field.value);
        field.checked = own.includes(field.value);
      } else if (field.selectedOptions) {
        const before = chosenIn(field);
        for (const value of field.matches(byName) ? own : []) {
          putLast(field, value, labels.get(`${field.name}=${value}`));
        }
        for (const option of field.options) {
          option.selected = own.includes(option.value);
        }
        changed = chosenIn(field) !== before;
        // so that the name is shown
        if (changed) field.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (own.length) {
        const value = own.shift();
        changed = field.value !== value;
        field.value = value;
        if (own.length === 0) values.delete(field.name);
        if (changed) open(field);
        continue;
      }
      values.delete(field.name);
      if (changed) open(field);
    }
    // saved meanwhile by somebody else: the server then shows both
    const guard = guardOf(form);
    if (guard && entry.guard) guard.value = entry.guard;
    return [...values.values()].flat().filter((value) => value.length > 3);
  }

  function open(field) {
    for (let row = field.closest("details"); row; row = row.parentElement.closest("details")) {
      row.open = true;
    }
  }

  function offer(form, entry, isBack) {
    const notice = document
      .getElementById("desk-kept")
      .content.firstElementChild.cloneNode(true);
    const [offered, restored] = notice.querySelectorAll("[data-when]");
    const [yes, no] = notice.querySelectorAll("button");
    const rest = notice.querySelector("pre");
    const restore = () => {
      const homeless = putBack(form, entry);
      rest.textContent = homeless.join("\n\n");
      rest.hidden = homeless.length === 0;
      offered.hidden = yes.hidden = true;
      restored.hidden = false;
    };
    yes.addEventListener("click", restore);
    no.addEventListener("click", () => {
      sessionStorage.removeItem(keyOf(form));
      if (yes.hidden) {
        sending = form;
        location.reload();
      }
      notice.remove();
    });
    form.before(notice);
    if (isBack && entry.guard === guardOf(form)?.value) restore();
  }

  function begin() {
    if (isSaved) drop((entry) => JSON.parse(entry).sent);
    const [visit] = performance.getEntriesByType("navigation");
    const isBack = ["back_forward", "reload"].includes(visit?.type);
    for (const form of forms) {
      form.opened = typed(form);
      const entry = kept(form);
      form.isUnsaved = isAnswer && Boolean(entry?.sent);
      if (form.isUnsaved) {
        keep(form);
      } else if (entry && same(entry.fields, form.opened)) {
        sessionStorage.removeItem(keyOf(form));
      } else if (entry) {
        offer(form, entry, isBack);
      }
      let waiting = 0;
      const later = () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => keep(form), 250);
      };
      // a field outside its form, such as the note, belongs to it all the same
      document.addEventListener("input", (event) => {
        if (event.target.form === form) later();
      });
      form.addEventListener("submit", () => {
        clearTimeout(waiting);
        sending = form;
        keep(form, true);
      });
    }
  }

  addEventListener("load", () => setTimeout(begin));
  // a page from the browser's memory shows an old state
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  addEventListener("beforeunload", (event) => {
    if (forms.some((form) => form !== sending && form.opened && isChanged(form))) {
      event.preventDefault();
      event.returnValue = true; // for older browsers
    }
  });
  // taken out and chosen again, a row is the last
  const { jQuery } = window.django ?? {};
  jQuery?.(document).on("select2:select", `${byName}[multiple]`, (event) => {
    putLast(event.target, event.params.data.id);
    jQuery(event.target).trigger("change");
  });
  // a choice by name sends no event that scripts outside jQuery hear
  addEventListener("pagehide", () => {
    for (const form of forms) {
      const isLeft = form !== sending && form.opened && isChanged(form);
      if (isLeft && !isSigningOut) keep(form);
    }
  });
  document.getElementById("logout-form")?.addEventListener("submit", () => {
    isSigningOut = true;
    drop(() => true);
  });
})();
