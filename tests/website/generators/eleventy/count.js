document.getElementById('count').textContent = document.links.length
