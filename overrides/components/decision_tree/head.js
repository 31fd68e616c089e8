location.hash&&document.documentElement.classList.add("has-answers")
